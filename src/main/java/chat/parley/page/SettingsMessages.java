package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the settings page. */
@MessageBundle("settings")
interface SettingsMessages {

    @Message("Settings")
    String title();

    @Message("Administration")
    String administration();

    @Message("Display name")
    String displayName();

    @Message("The name that other people see.")
    String nameHint();

    @Message("Save name")
    String saveName();

    @Message("Display name saved.")
    String nameSaved();

    @Message("Profile picture")
    String profilePicture();

    @Message("Shown beside your name. A picture that isn't square is cropped to its centre.")
    String pictureHint();

    @Message("Choose a picture")
    String choosePicture();

    @Message("Save picture")
    String savePicture();

    @Message("Profile picture saved.")
    String pictureSaved();

    @Message("Remove picture")
    String removePicture();

    @Message("Profile picture removed.")
    String pictureRemoved();

    @Message("This file isn't a picture that your browser can open.")
    String notAPicture();

    @Message("Active sessions")
    String sessions();

    @Message(
            "Each of these can read and write as you. If you don't recognize one, sign it out and change your password.")
    String sessionsHint();

    @Message("This device")
    String thisDevice();

    @Message("Signed in {date}, last active {time}")
    String signedInOn(String date, String time);

    @Message("Sign out of {device}")
    String signOutOf(String device);

    @Message("Sign out of {device}, this device")
    String signOutOfThis(String device);

    @Message("API tokens")
    String apiTokens();

    @Message(
            "A program with one of your tokens can read and write as you, until you revoke the token or change your password.")
    String apiTokensHint();

    @Message("Token for {name}. Copy it now, it won't be shown again.")
    String newToken(String name);

    @Message("Created {date}, last used {time}")
    String tokenUsed(String date, String time);

    @Message("Created {date}, never used")
    String tokenNeverUsed(String date);

    @Message("Revoke {name}")
    String revokeToken(String name);

    @Message("Token name")
    String tokenName();

    @Message("Create token")
    String createToken();

    @Message("A new password signs you out everywhere but here.")
    String passwordHint();

    @Message("Current password")
    String currentPassword();

    @Message("Change password")
    String changePassword();

    @Message("Password changed. You're signed out everywhere else.")
    String passwordChanged();

    @Message("Email")
    String email();

    @Message("Without an email address, you can't reset a forgotten password.")
    String noEmail();

    @Message("{email} is verified. You can use it to reset a forgotten password.")
    String emailVerified(String email);

    @Message(
            "{email} isn't verified yet. Open the link that we sent to it. To get another link, save the address again.")
    String emailUnverified(String email);

    @Message("Your password")
    String yourPassword();

    @Message("Anyone who can read mail to this address can reset your password.")
    String yourPasswordHint();

    @Message("Save email")
    String saveEmail();

    @Message("Email changed. Open the link that we sent to the new address.")
    String emailChanged();

    @Message("Privacy")
    String privacy();

    @Message("Show when I'm online")
    String showPresence();

    @Message("When off, everyone sees you as offline. Your messages still arrive at once.")
    String showPresenceHint();

    @Message("Show when I'm typing")
    String showTyping();

    @Message("People in the room see it while you type, even if you appear offline.")
    String showTypingHint();

    @Message("Save privacy settings")
    String savePrivacy();

    @Message("Privacy settings saved.")
    String privacySaved();

    @Message("In this browser, while Parley is open. Choose what to be notified about in each room's menu.")
    String notificationsHint();

    @Message("Appearance")
    String appearance();

    @Message("For this browser.")
    String appearanceHint();

    @Message("Colours")
    String colours();

    @Message("System")
    String system();

    @Message("Light")
    String light();

    @Message("Dark")
    String dark();

    @Message("Contrast")
    String contrast();

    @Message("High")
    String highContrast();

    @Message("Density")
    String density();

    @Message("Comfortable")
    String comfortable();

    @Message("Compact")
    String compact();

    @Message("Save appearance")
    String saveAppearance();

    @Message("Appearance saved for this browser.")
    String appearanceSaved();

    @Message("Language")
    String language();

    @Message("Language of pages and emails")
    String languageLabel();

    @Message("Save language")
    String saveLanguage();

    @Message("Language saved.")
    String languageSaved();
}
