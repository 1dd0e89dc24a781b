package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page of settings says. */
@MessageBundle("settings")
interface SettingsMessages {

    @Message("Settings")
    String title();

    @Message("Administration")
    String administration();

    @Message("Display name")
    String yourName();

    @Message("The name that other people see.")
    String nameHint();

    @Message("Save name")
    String saveName();

    @Message("Display name saved.")
    String nameSaved();

    @Message("Profile picture")
    String picture();

    @Message("Shown beside your name. A picture that isn't square is cropped to its centre.")
    String pictureHint();

    @Message("Choose a picture")
    String yourPicture();

    @Message("Save picture")
    String savePicture();

    @Message("Profile picture saved.")
    String pictureSaved();

    @Message("Remove picture")
    String removePicture();

    @Message("Profile picture removed.")
    String pictureRemoved();

    @Message("This file isn't a picture that your browser can open.")
    String noPictureInFile();

    @Message("Active sessions")
    String sessions();

    @Message(
            "Each of these can read and write as you. If you don't recognize one, sign it out and change your password.")
    String sessionsHint();

    @Message("This device")
    String thisOne();

    @Message("Signed in {date}, last active {time}")
    String signedInOn(String date, String time);

    @Message("Sign out of {device}")
    String signOutOf(String device);

    @Message("Sign out of {device}, this device")
    String signOutOfThis(String device);

    @Message("API tokens")
    String programs();

    @Message(
            "A program with one of your tokens can read and write as you, until you revoke the token or change your password.")
    String programsHint();

    @Message("Token for {name}. Copy it now, it won't be shown again.")
    String tokenOf(String name);

    @Message("Created {date}, last used {time}")
    String tokenUsed(String date, String time);

    @Message("Created {date}, never used")
    String tokenNeverUsed(String date);

    @Message("Revoke {name}")
    String revokeToken(String name);

    @Message("Token name")
    String nameOfProgram();

    @Message("Create token")
    String makeToken();

    @Message("A new password signs you out everywhere but here.")
    String passwordHint();

    @Message("Current password")
    String currentPassword();

    @Message("Change password")
    String changePassword();

    @Message("Password changed. You're signed out everywhere else.")
    String passwordChanged();

    @Message("Email")
    String address();

    @Message("Without an email address, you can't reset a forgotten password.")
    String noAddress();

    @Message("{email} is verified. You can use it to reset a forgotten password.")
    String addressVerified(String email);

    @Message(
            "{email} isn't verified yet. Open the link that we sent to it. To get another link, save the address again.")
    String addressUnverified(String email);

    @Message("Your password")
    String yourPassword();

    @Message("Anyone who can read mail to this address can reset your password.")
    String yourPasswordHint();

    @Message("Save email")
    String saveAddress();

    @Message("Email changed. Open the link that we sent to the new address.")
    String addressChanged();

    @Message("Privacy")
    String visibility();

    @Message("Show when I'm online")
    String presence();

    @Message("When off, everyone sees you as offline. Your messages still arrive at once.")
    String presenceHint();

    @Message("Show when I'm typing")
    String typing();

    @Message("People in the room see it while you type, even if you appear offline.")
    String typingHint();

    @Message("Save privacy settings")
    String saveVisibility();

    @Message("Privacy settings saved.")
    String visibilitySaved();

    @Message("In this browser, while Parley is open. Choose what to be notified about in each room's menu.")
    String notificationsHint();

    @Message("Appearance")
    String look();

    @Message("For this browser.")
    String lookHint();

    @Message("Colours")
    String colours();

    @Message("System")
    String likeTheSystem();

    @Message("Light")
    String light();

    @Message("Dark")
    String dark();

    @Message("Contrast")
    String contrast();

    @Message("High")
    String high();

    @Message("Density")
    String density();

    @Message("Comfortable")
    String roomy();

    @Message("Compact")
    String compact();

    @Message("Save appearance")
    String saveLook();

    @Message("Appearance saved for this browser.")
    String lookSaved();

    @Message("Language")
    String language();

    @Message("Language of pages and emails")
    String languageOfPages();

    @Message("Save language")
    String saveLanguage();

    @Message("Language saved.")
    String languageSaved();
}
