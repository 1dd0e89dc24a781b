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

    @Message("Name or address")
    String nameOrAddress();

    @Message("Nobody is called that.")
    String nobodyIsCalledThat();

    @Message("Administrator.")
    String administrator();

    @Message("Disabled.")
    String disabled();

    @Message("{email}.")
    String verified(String email);

    @Message("{email} (not verified).")
    String unverified(String email);

    @Message("Here since {date}.")
    String hereSince(String date);

    @Message("Enable")
    String enable();

    @Message("Disable")
    String disable();

    @Message("Make user")
    String makeUser();

    @Message("Make administrator")
    String makeAdministrator();

    @Message("Send reset link")
    String sendReset();

    @Message("No room is called that.")
    String noRoomIsCalledThat();

    @Message("private")
    String isPrivate();

    @Message("Archived {date}.")
    String archivedOn(String date);

    @Message("Members: {members}, messages: {messages}, since {date}.")
    String roomInNumbers(long members, long messages, String date);

    @Message("Anyone with such a link can sign up within 7 days, even if sign-up requires an invitation.")
    String invitationsHint();

    @Message("Copy the link now: it is not shown again.")
    String copyTheLink();

    @Message("Invitation {id}")
    String invitation(long id);

    @Message("Made by {name} on {date}, good until {until}")
    String madeBy(String name, String date, String until);

    @Message("Revoke invitation {id}")
    String revokeInvitation(long id);

    @Message("Make an invitation")
    String makeInvitation();

    @Message("What")
    String what();

    @Message("Everything")
    String everything();

    @Message("Show")
    String show();

    @Message("Nothing of that kind is noted.")
    String nothingNoted();

    @Message("Entries")
    String entries();

    @Message("When (UTC)")
    String when();

    @Message("Who")
    String who();

    @Message("To whom or what")
    String toWhom();

    @Message("From")
    String from();

    @Message("Earlier")
    String earlier();
}
