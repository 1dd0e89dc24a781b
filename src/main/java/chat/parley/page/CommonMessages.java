package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts that several pages share. */
@MessageBundle("common")
interface CommonMessages {

    @Message("Sign in")
    String signIn();

    @Message("Sign up")
    String signUp();

    @Message("Sign out")
    String signOut();

    @Message("Sign out everywhere")
    String signOutEverywhere();

    @Message("Go to chat")
    String goToChat();

    @Message("Back to chat")
    String backToChat();

    @Message("Username")
    String username();

    @Message("Password")
    String password();

    @Message("New password")
    String newPassword();

    @Message("Email")
    String email();

    @Message("Use 8 to 256 characters.")
    String passwordHint();

    @Message("Other people can't see it.")
    String emailHint();

    @Message("This link doesn't work")
    String linkDoesNotWork();

    @Message("Rooms")
    String rooms();

    @Message("People")
    String people();

    @Message("New room")
    String newRoom();

    @Message("Topic")
    String topic();

    @Message("Name")
    String name();

    @Message("Edit room")
    String editRoom();

    @Message("Members")
    String members();

    @Message("Invitation links")
    String invitationLinks();

    @Message("More")
    String more();

    @Message("Search")
    String search();

    @Message("Close")
    String close();

    @Message("Cancel")
    String cancel();

    @Message("Save")
    String save();

    @Message("Join")
    String join();

    @Message("Leave")
    String leave();

    @Message("Archive")
    String archive();

    @Message("Restore")
    String restore();

    @Message("Revoke")
    String revoke();

    @Message("Notifications")
    String notifications();

    @Message("on")
    String on();

    @Message("off")
    String off();

    @Message("Your browser blocks notifications from this site. Allow them in the browser's settings.")
    String notificationsBlocked();

    @Message("This browser doesn't support notifications.")
    String notificationsUnsupported();
}
