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

    @Message("A new password for Parley")
    String resetSubject();

    @Message("somebody, probably you, asked for a new password at {site}. Choose one within 30 minutes:")
    String resetAsked(String site);

    @Message("Choose a new password")
    String resetLink();

    @Message("The link works once. If it was not you, do nothing: your password stays as it is.")
    String resetOtherwise();

    @Message("Is this your address?")
    String addressSubject();

    @Message("{username} at {site} says that this is their address. If that is you, follow this link within a day:")
    String addressAsked(String username, String site);

    @Message("This is my address")
    String addressLink();

    @Message("If it is not, do nothing.")
    String addressOtherwise();

    @Message("Your address at Parley was changed")
    String addressChangedSubject();

    @Message(
            "your account at {site} has another address by now, or none, and sends no more mail to this one. If it was not you, sign in and change your password, or ask an administrator of the server:")
    String addressChanged(String site);

    @Message("Sign in")
    String signInLink();

    @Message("Your password at Parley was changed")
    String passwordChangedSubject();

    @Message("your password at {site} was changed. If it was not you, choose another one:")
    String passwordChanged(String site);
}
