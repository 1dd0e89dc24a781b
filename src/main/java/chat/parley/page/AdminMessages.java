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
    String nameOrEmail();

    @Message("No people found.")
    String noPeopleFound();

    @Message("Admin.")
    String administrator();

    @Message("Disabled.")
    String disabled();

    @Message("{email}.")
    String verified(String email);

    @Message("{email} (not verified).")
    String unverified(String email);

    @Message("Joined {date}.")
    String joinedOn(String date);

    @Message("Enable")
    String enable();

    @Message("Disable")
    String disable();

    @Message("Remove admin")
    String removeAdmin();

    @Message("Make admin")
    String makeAdmin();

    @Message("Send reset link")
    String sendReset();

    @Message("No rooms found.")
    String noRoomsFound();

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
    String createdBy(String name, String date, String until);

    @Message("Revoke invitation {id}")
    String revokeInvitation(long id);

    @Message("Create invitation")
    String createInvitation();

    @Message("Action")
    String action();

    @Message("All actions")
    String allActions();

    @Message("Show")
    String show();

    @Message("No matching entries.")
    String noEntries();

    @Message("Entries")
    String entries();

    @Message("Time (UTC)")
    String when();

    @Message("Actor")
    String actor();

    @Message("Target")
    String target();

    @Message("Network address")
    String networkAddress();

    @Message("Older")
    String older();
}
