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

    /** The purpose of a link, and how long it is valid. */
    public enum Purpose {
        /** To reset the password. */
        RESET(Duration.ofMinutes(30)),
        /** To verify the address. */
        ADDRESS(Duration.ofDays(1));

        private final Duration ttl;

        Purpose(Duration ttl) {
            this.ttl = ttl;
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

    /** The address to which the link was mailed. The link verifies only this one. */
    public String email;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /**
     * Stores a link for the address of an account.
     *
     * @return its token, of which only the hash is stored
     */
    static Token create(Purpose purpose, Account account) {
        var token = Token.random();
        var link = new MailedLink();
        link.tokenHash = token.hash();
        link.purpose = purpose;
        link.account = account.id;
        link.email = account.email;
        link.expiresAt = Instant.now().plus(purpose.ttl);
        link.persist();
        return token;
    }

    /** The account of a valid link; empty if the link is not valid. */
    static Optional<Account> findAccount(Purpose purpose, Token token) {
        return findValid(purpose, token)
                .flatMap(link -> Account.<Account>findByIdOptional(link.account).filter(link::belongsTo));
    }

    /**
     * Uses up a link. Of several concurrent calls only one succeeds.
     *
     * @return the account, locked until the transaction ends
     * @throws ApiException with 410 if the link is not valid
     */
    static Account consume(Purpose purpose, Token token) {
        var link = findValid(purpose, token).orElseThrow(MailedLink::notValid);
        Account account = Account.findById(link.account, LockModeType.PESSIMISTIC_WRITE);
        if (delete("id", link.id) != 1 || !link.belongsTo(account)) {
            throw notValid();
        }
        return account;
    }

    static ApiException notValid() {
        return ApiException.gone(ProblemMessages::linkDoesNotWork);
    }

    private static Optional<MailedLink> findValid(Purpose purpose, Token token) {
        return find("tokenHash = ?1 and purpose = ?2 and expiresAt > ?3", token.hash(), purpose, Instant.now())
                .firstResultOptional();
    }

    private boolean belongsTo(Account account) {
        return !account.disabled && email.equals(account.email);
    }
}
