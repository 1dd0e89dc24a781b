package chat.parley.page.account;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the pages for sign-in, sign-up and links from mails. */
@MessageBundle("account")
interface AccountMessages {

    @Message("Welcome to Parley")
    String welcome();

    @Message("Sign in to join the conversation.")
    String signInHint();

    @Message("Sign in to join the room that you were invited to.")
    String signInToRoomHint();

    @Message("Wrong username or password.")
    String wrongCredentials();

    @Message("New password saved. Sign in with it.")
    String newPasswordSaved();

    @Message("Forgot your password?")
    String forgotPassword();

    @Message("New here?")
    String newHere();

    @Message("Create your account")
    String createAccount();

    @Message("All you need is a username and a password.")
    String signUpHint();

    @Message("This server has no accounts yet. The first one becomes its administrator.")
    String firstAccount();

    @Message("Setup token")
    String setupToken();

    @Message("It is in the server’s log, unless parley.auth.sign-up.setup-token is set.")
    String setupTokenHint();

    @Message("Use 2–32 letters (a–z), digits, dots, dashes or underscores.")
    String usernameHint();

    @Message("Display name")
    String displayName();

    @Message("Optional. Shown above your messages.")
    String displayNameHint();

    @Message("Optional. Other people can't see it.")
    String emailOptional();

    @Message("To sign up you need an invitation from an administrator.")
    String invitationOnly();

    @Message("To sign up you need an invitation from an administrator. Yours is invalid or has expired.")
    String invitationInvalid();

    @Message("Already have an account?")
    String haveAccount();

    @Message("Reset your password")
    String resetPassword();

    @Message("This server doesn't send email. Ask an administrator for a new password.")
    String sendsNoMail();

    @Message(
            "If there is an account with the address {email}, we have sent a link to it. The link works once and expires after 30 minutes.")
    String linkSent(String email);

    @Message("Enter your email, and we will send you a link to choose a new password.")
    String enterEmail();

    @Message("Send link")
    String sendLink();

    @Message("Back to sign-in")
    String backToSignIn();

    @Message("Choose a new password")
    String chooseNewPassword();

    @Message("This signs you out everywhere.")
    String resetSignsOutEverywhere();

    @Message("Save password")
    String savePassword();

    @Message("A link works once and expires after 30 minutes.")
    String linkLasts30Minutes();

    @Message("Get a new link")
    String getNewLink();

    @Message("Verify your email")
    String verifyEmailTitle();

    @Message("Email verified")
    String emailVerified();

    @Message("Thank you. Your email address is verified.")
    String emailVerifiedHint();

    @Message("Is this your email address?")
    String isThisYourEmail();

    @Message("Once it is verified, you can reset a forgotten password by email.")
    String verifyEmailHint();

    @Message("Verify email")
    String verifyEmail();

    @Message("A link works once and expires after a day.")
    String linkLastsADay();

    @Message("Get a new link in the settings")
    String newLinkInSettings();

    @Message("Invitation")
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
