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

    /** Mails a link, if the account has a trusted address that is not verified. */
    public void sendLink(Account account) {
        if (account.mailbox() != null && account.emailVerifiedAt == null) {
            // Not @Transactional: the link is created on the thread that sends mail.
            mail.queue(() -> Optional.of(mail.verificationMail(
                    account,
                    QuarkusTransaction.requiringNew().call(() -> MailedLink.create(Purpose.ADDRESS, account)))));
        }
    }

    /** Whether the link of a token is valid now. */
    @Transactional
    public boolean isValid(String token) {
        return MailedLink.findAccount(Purpose.ADDRESS, new Token(token)).isPresent();
    }

    /**
     * Uses up the link and marks the address as verified.
     *
     * @throws ApiException with 410 if the link is not valid
     */
    @Transactional
    public void confirm(String token) {
        MailedLink.consume(Purpose.ADDRESS, new Token(token)).emailVerifiedAt = Instant.now();
    }
}
