package chat.parley.auth.email;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.auth.Token;
import chat.parley.auth.email.MailedLink.Purpose;
import chat.parley.problem.ApiException;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Verifies that an email address belongs to its account, by mailing a link to it. */
@ApplicationScoped
public class EmailVerification {

    private final AccountMail mail;

    EmailVerification(AccountMail mail) {
        this.mail = mail;
    }

    /** Mails the link, unless there is no address to trust, or it is known to be theirs. */
    public void ask(Account account) {
        if (account.mailbox() != null && account.emailVerifiedAt == null) {
            // Not @Transactional: the link is created on the thread that sends mail.
            mail.later(() -> Optional.of(mail.address(
                    account, QuarkusTransaction.requiringNew().call(() -> MailedLink.make(Purpose.ADDRESS, account)))));
        }
    }

    /** Whether the link of that token would work now. */
    @Transactional
    public boolean asked(String token) {
        return MailedLink.works(Purpose.ADDRESS, new Token(token)).isPresent();
    }

    /** @throws ApiException with 410 when the link does not work, or no longer */
    @Transactional
    public void confirm(String token) {
        MailedLink.use(Purpose.ADDRESS, new Token(token)).emailVerifiedAt = Instant.now();
    }
}
