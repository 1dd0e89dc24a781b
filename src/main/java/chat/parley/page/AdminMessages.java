package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the administration pages. */
@MessageBundle("admin")
interface AdminMessages {

    @Message("Administration")
    String title();

    @Message("Invitations")
    String invitations();

    @Message("Audit log")
    String audit();

    @Message("Name or email")
    String nameOrAddress();

    @Message("No people found.")
    String nobodyIsCalledThat();

    @Message("Admin.")
    String administrator();

    @Message("Disabled.")
    String disabled();

    @Message("{email}.")
    String verified(String email);

    @Message("{email} (not verified).")
    String unverified(String email);

    @Message("Joined {date}.")
    String hereSince(String date);

    @Message("Enable")
    String enable();

    @Message("Disable")
    String disable();

    @Message("Remove admin")
    String makeUser();

    @Message("Make admin")
    String makeAdministrator();

    @Message("Send reset link")
    String sendReset();

    @Message("No rooms found.")
    String noRoomIsCalledThat();

    @Message("private")
    String isPrivate();

    @Message("Archived {date}.")
    String archivedOn(String date);

    @Message("Members: {members}, messages: {messages}, created {date}.")
    String roomInNumbers(long members, long messages, String date);

    @Message("Anyone with an invitation link can sign up within 7 days, even if sign-up requires an invitation.")
    String invitationsHint();

    @Message("Copy the link now, it won't be shown again.")
    String copyTheLink();

    @Message("Invitation {id}")
    String invitation(long id);

    @Message("Created by {name} on {date}, expires {until}")
    String madeBy(String name, String date, String until);

    @Message("Revoke invitation {id}")
    String revokeInvitation(long id);

    @Message("Create invitation")
    String makeInvitation();

    @Message("Action")
    String what();

    @Message("All actions")
    String everything();

    @Message("Show")
    String show();

    @Message("No matching entries.")
    String nothingNoted();

    @Message("Entries")
    String entries();

    @Message("Time (UTC)")
    String when();

    @Message("Actor")
    String who();

    @Message("Target")
    String toWhom();

    @Message("Network address")
    String from();

    @Message("Older")
    String earlier();
}
