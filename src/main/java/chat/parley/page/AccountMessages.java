package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the pages for sign-in, sign-up and links from mails. */
@MessageBundle("account")
interface AccountMessages {

    @Message("Welcome to Parley")
    String welcome();

    @Message("Sign in to see what is being said.")
    String signInToSee();

    @Message("Sign in to see what is being said in the room that you were invited to.")
    String signInToSeeRoom();

    @Message("That name and password do not belong together.")
    String doNotBelong();

    @Message("Your new password is saved. Sign in with it.")
    String newPasswordSaved();

    @Message("Forgot your password?")
    String forgotQuestion();

    @Message("New here?")
    String newHere();

    @Message("Join Parley")
    String joinParley();

    @Message("A name and a password are enough.")
    String nameAndPasswordAreEnough();

    @Message("This server has no account yet. The first one administers it.")
    String firstAccount();

    @Message("Setup token")
    String setupToken();

    @Message("It is in the server’s log, unless the setting parley.setup-token has another one.")
    String setupTokenHint();

    @Message("2 to 32 of a–z, 0–9, dot, dash and underscore.")
    String usernameHint();

    @Message("Display name")
    String displayName();

    @Message("Optional: what others read above your messages.")
    String displayNameHint();

    @Message("Optional: others do not see it.")
    String emailOptional();

    @Message("To sign up here you need an invitation from an administrator.")
    String byInvitation();

    @Message("To sign up here you need an invitation from an administrator. This one is invalid or has expired.")
    String byAnotherInvitation();

    @Message("Been here before?")
    String beenHere();

    @Message("Forgotten password")
    String forgotten();

    @Message("This server sends no mail. Ask an administrator for a new password.")
    String sendsNoMail();

    @Message("If somebody here has the address {email}, a link is on its way to it. It works once, within 30 minutes.")
    String linkIsOnItsWay(String email);

    @Message("Tell us your address, and we mail you a link to choose a new one.")
    String tellUsYourAddress();

    @Message("Send the link")
    String sendTheLink();

    @Message("Back to signing in")
    String backToSigningIn();

    @Message("Choose a new password")
    String chooseNewPassword();

    @Message("It signs you out wherever you are signed in.")
    String signsYouOut();

    @Message("Save password")
    String savePassword();

    @Message("Each link works once, within 30 minutes.")
    String worksHalfAnHour();

    @Message("Ask for another one")
    String askForAnother();

    @Message("Your address")
    String yourAddress();

    @Message("Thank you")
    String thankYou();

    @Message("We know now that the address is yours.")
    String weKnowItIsYours();

    @Message("Is this your address?")
    String isThisYours();

    @Message("Say so, and a forgotten password can be replaced by mail.")
    String sayItIsYours();

    @Message("It is mine")
    String itIsMine();

    @Message("Each link works once, within a day.")
    String worksADay();

    @Message("You can have another one in the settings")
    String anotherInSettings();

    @Message("An invitation")
    String invitation();

    @Message("You are invited to this public room.")
    String invitedToPublic();

    @Message("You are invited to this private room.")
    String invitedToPrivate();

    @Message("Join as {name}")
    String joinAs(String name);

    @Message("Sign in to join")
    String signInToJoin();

    @Message("Sign up to join")
    String signUpToJoin();

    @Message("It may have expired or been revoked. Ask for a new one.")
    String linkMayHaveExpired();
}
