package chat.parley.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts that describe entries of the audit log. */
@MessageBundle("audit")
interface AuditMessages {

    // --- What the action was done to

    @Message("room {id}")
    String room(String id);

    @Message("invitation {id}")
    String invitation(String id);

    @Message("message {place} of {author}")
    String messageOf(String place, String author);

    /**
     * A list. {@code one} may be a list already. It is not isolated in translations: inside Unicode isolates an Arabic list
     * would get its direction from its first part.
     */
    @Message("{one}, {other}")
    String also(String one, String other);

    @Message("owner")
    String owner();

    @Message("moderator")
    String moderator();

    @Message("member")
    String member();

    // --- Actions

    @Message("signed up")
    String signedUp();

    @Message("signed in")
    String signedIn();

    @Message("sign-in failed")
    String signInFailed();

    @Message("password changed")
    String passwordChanged();

    @Message("password reset")
    String passwordReset();

    @Message("address changed")
    String addressChanged();

    @Message("token made")
    String tokenMade();

    @Message("token revoked")
    String tokenRevoked();

    @Message("disabled")
    String wasDisabled();

    @Message("enabled")
    String wasEnabled();

    @Message("made administrator")
    String madeAdministrator();

    @Message("made user")
    String madeUser();

    @Message("signed out")
    String signedOut();

    @Message("reset link sent")
    String resetSent();

    @Message("invitation made")
    String invitationMade();

    @Message("invitation revoked")
    String invitationRevoked();

    @Message("invited")
    String invited();

    @Message("role given")
    String roleGiven();

    @Message("removed")
    String removed();

    @Message("archived")
    String archived();

    @Message("restored")
    String restored();

    @Message("message deleted")
    String messageDeleted();

    @Message("room link made")
    String roomLinkMade();

    @Message("room link revoked")
    String roomLinkRevoked();

    @Message("came by link")
    String cameByLink();
}
