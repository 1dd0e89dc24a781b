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

    @Message("Your name")
    String yourName();

    @Message("What others see.")
    String nameHint();

    @Message("Save name")
    String saveName();

    @Message("Others see you by that name.")
    String nameSaved();

    @Message("Picture")
    String picture();

    @Message("Others see it beside your name. What is not square is cut to its middle.")
    String pictureHint();

    @Message("Your picture")
    String yourPicture();

    @Message("Save picture")
    String savePicture();

    @Message("Others see you with that picture.")
    String pictureSaved();

    @Message("Remove picture")
    String removePicture();

    @Message("Your picture is removed.")
    String pictureRemoved();

    @Message("Your browser finds no picture in this file.")
    String noPictureInFile();

    @Message("Where you are signed in")
    String sessions();

    @Message("Each of these can read and write as you. Sign out of what you do not know, and change your password.")
    String sessionsHint();

    @Message("This one")
    String thisOne();

    @Message("Signed in {date}, last used {time}")
    String signedInOn(String date, String time);

    @Message("Sign out: {device}")
    String signOutOf(String device);

    @Message("Sign out: {device}, this one")
    String signOutOfThis(String device);

    @Message("Programs")
    String programs();

    @Message("A program with a token of yours can read and write as you, until you revoke it or change your password.")
    String programsHint();

    @Message("The token of {name}. Copy it now: it is not shown again.")
    String tokenOf(String name);

    @Message("Made {date}, last used {time}")
    String tokenUsed(String date, String time);

    @Message("Made {date}, never used")
    String tokenNeverUsed(String date);

    @Message("Revoke {name}")
    String revokeToken(String name);

    @Message("Name of the program")
    String nameOfProgram();

    @Message("Make a token")
    String makeToken();

    @Message("A new one signs you out everywhere but here.")
    String passwordHint();

    @Message("Current password")
    String currentPassword();

    @Message("Change password")
    String changePassword();

    @Message("Your password is changed, and you are signed out everywhere else.")
    String passwordChanged();

    @Message("Address")
    String address();

    @Message("Without an address, a forgotten password is lost.")
    String noAddress();

    @Message("We know that {email} is yours. A forgotten password can be replaced by mail.")
    String addressVerified(String email);

    @Message(
            "We do not know yet that {email} is yours: follow the link that we have mailed to it. Save it once more for another link.")
    String addressUnverified(String email);

    @Message("Your password")
    String yourPassword();

    @Message("Who reads the mails to this address can have a new password.")
    String yourPasswordHint();

    @Message("Save address")
    String saveAddress();

    @Message("Your address is changed. Follow the link that we have mailed to the new one.")
    String addressChanged();

    @Message("What others see of you")
    String visibility();

    @Message("That you are online")
    String presence();

    @Message("Without it you are offline for everyone. What you write can still be read at once.")
    String presenceHint();

    @Message("That you are typing")
    String typing();

    @Message("Those in the room see it as you write, also while you are offline for them.")
    String typingHint();

    @Message("Save what others see")
    String saveVisibility();

    @Message("Others see of you what you have chosen.")
    String visibilitySaved();

    @Message("In this browser, while Parley is open in it. Which messages you are told of is set in each room's menu.")
    String notificationsHint();

    @Message("Look")
    String look();

    @Message("Of the pages in this browser.")
    String lookHint();

    @Message("Colours")
    String colours();

    @Message("Like the system")
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

    @Message("Roomy")
    String roomy();

    @Message("Compact")
    String compact();

    @Message("Save look")
    String saveLook();

    @Message("This browser shows the pages like this from now on.")
    String lookSaved();

    @Message("Language")
    String language();

    @Message("Language of the pages and of our mails")
    String languageOfPages();

    @Message("Save language")
    String saveLanguage();

    @Message("We speak that language from now on.")
    String languageSaved();
}
