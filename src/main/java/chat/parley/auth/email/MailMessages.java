package chat.parley.auth.email;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of mails about accounts. {@code site} is the name of the server, {@code username} that of the account. */
@MessageBundle("mail")
interface MailMessages {

    @Message("Hello,")
    String greeting();

    @Message("Hello {username},")
    String greetingTo(String username);

    @Message("Reset your Parley password")
    String resetSubject();

    @Message(
            "someone, probably you, asked to reset the password of this account at {site}. Choose a new password within 30 minutes:")
    String resetText(String site);

    @Message("Choose a new password")
    String resetLink();

    @Message("The link works once. If it wasn't you, ignore this email: your password stays the same.")
    String resetNote();

    @Message("Verify your email address")
    String verificationSubject();

    @Message(
            "{username} at {site} entered this email address. If this is you, open this link within a day to verify it:")
    String verificationText(String username, String site);

    @Message("Verify email")
    String verificationLink();

    @Message("If it wasn't you, ignore this email.")
    String verificationNote();

    @Message("Your Parley email address was changed")
    String addressChangedSubject();

    @Message(
            "the email address of your account at {site} was changed or removed, and this address receives no more mail from it. If it wasn't you, sign in and change your password, or ask an administrator of the server:")
    String addressChanged(String site);

    @Message("Sign in")
    String signInLink();

    @Message("Your Parley password was changed")
    String passwordChangedSubject();

    @Message("the password of your account at {site} was changed. If it wasn't you, choose another one:")
    String passwordChanged(String site);
}
