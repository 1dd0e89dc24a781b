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

    @Message("message {place} by {author}")
    String messageTarget(String place, String author);

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

    @Message("email changed")
    String addressChanged();

    @Message("token created")
    String tokenCreated();

    @Message("token revoked")
    String tokenRevoked();

    @Message("disabled")
    String accountDisabled();

    @Message("enabled")
    String accountEnabled();

    @Message("made admin")
    String adminGranted();

    @Message("admin removed")
    String adminRemoved();

    @Message("signed out everywhere")
    String signedOut();

    @Message("reset link sent")
    String resetSent();

    @Message("invitation created")
    String invitationCreated();

    @Message("invitation revoked")
    String invitationRevoked();

    @Message("added to room")
    String invited();

    @Message("role changed")
    String roleChanged();

    @Message("removed from room")
    String removed();

    @Message("room archived")
    String archived();

    @Message("room restored")
    String restored();

    @Message("message deleted")
    String messageDeleted();

    @Message("room link created")
    String roomLinkCreated();

    @Message("room link revoked")
    String roomLinkRevoked();

    @Message("joined by link")
    String joinedByLink();
}
