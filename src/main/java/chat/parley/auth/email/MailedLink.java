package chat.parley.auth.email;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

import chat.parley.account.Account;
import chat.parley.auth.Token;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A single-use link that was mailed. Using it proves access to the mailbox. */
@Entity
@Table(name = "mailed_link")
public class MailedLink extends PanacheEntityBase {

    /** What a link is for, and how long it is good. */
    public enum Purpose {
        /** To choose a new password. */
        RESET(Duration.ofMinutes(30)),
        /** To say that an address is one's own. */
        ADDRESS(Duration.ofDays(1));

        private final Duration goodFor;

        Purpose(Duration goodFor) {
            this.goodFor = goodFor;
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(name = "token_hash")
    public byte[] tokenHash;

    @Enumerated(EnumType.STRING)
    public Purpose purpose;

    @Column(name = "account_id")
    public long account;

    /** Where it went. It proves nothing about any other address. */
    public String email;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** Notes a link to the account's address; the token that it returns is known to nobody else. */
    public static Token make(Purpose purpose, Account account) {
        var token = Token.random();
        var link = new MailedLink();
        link.tokenHash = token.hash();
        link.purpose = purpose;
        link.account = account.id;
        link.email = account.email;
        link.expiresAt = Instant.now().plus(purpose.goodFor);
        link.persist();
        return token;
    }

    /** The account for which the link would work now. */
    public static Optional<Account> works(Purpose purpose, Token token) {
        return link(purpose, token)
                .flatMap(link -> Account.<Account>findByIdOptional(link.account).filter(link::concerns));
    }

    /**
     * Uses a link up. Of several at once, one gets the account, which is held until the transaction ends.
     *
     * @throws ApiException with 410 when the link does not work, or no longer
     */
    public static Account use(Purpose purpose, Token token) {
        var link = link(purpose, token).orElseThrow(MailedLink::gone);
        Account account = Account.findById(link.account, LockModeType.PESSIMISTIC_WRITE);
        if (delete("id", link.id) != 1 || !link.concerns(account)) {
            throw gone();
        }
        return account;
    }

    public static ApiException gone() {
        return ApiException.gone(ProblemMessages::linkDoesNotWork);
    }

    private static Optional<MailedLink> link(Purpose purpose, Token token) {
        return find("tokenHash = ?1 and purpose = ?2 and expiresAt > ?3", token.hash(), purpose, Instant.now())
                .firstResultOptional();
    }

    private boolean concerns(Account holder) {
        return !holder.disabled && email.equals(holder.email);
    }
}
