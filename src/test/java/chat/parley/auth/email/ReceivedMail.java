package chat.parley.auth.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.regex.Pattern;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;

/** Waits for mail in the mock mailbox. */
public final class ReceivedMail {

    public static final String RESET = "Reset your Parley password";
    public static final String ADDRESS = "Verify your email address";
    public static final String ADDRESS_CHANGED = "Your Parley email address was changed";
    public static final String PASSWORD_CHANGED = "Your Parley password was changed";

    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]{43})\\b");

    private ReceivedMail() {}

    /** Waits for the first mail with that subject to the address. */
    public static Mail to(MockMailbox mailbox, String address, String subject) {
        return to(mailbox, address, subject, 1).get(0);
    }

    /** Waits for that many mails with that subject to the address. */
    public static List<Mail> to(MockMailbox mailbox, String address, String subject, int count) {
        return await().until(() -> all(mailbox, address, subject), mails -> mails.size() == count);
    }

    public static List<Mail> all(MockMailbox mailbox, String address, String subject) {
        return mailbox.getMailsSentTo(address).stream()
                .filter(mail -> mail.getSubject().equals(subject))
                .toList();
    }

    public static String token(Mail mail) {
        return token(mail.getText());
    }

    public static String token(String text) {
        var found = TOKEN.matcher(text);
        assertThat(found.find()).as("a token in %s", text).isTrue();
        return found.group(1);
    }
}
