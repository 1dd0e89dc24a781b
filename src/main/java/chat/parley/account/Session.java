package chat.parley.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** That someone is signed in, from one browser. It lives in the database, so that it can be ended at once and for all. */
@Entity
public class Session extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(name = "token_hash")
    public byte[] tokenHash;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    public Account account;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** The session that this token proves, with its account; none when it has ended or the account is disabled. */
    static Optional<Session> proved(Token token) {
        return find("from Session s join fetch s.account a where s.tokenHash = ?1 and s.expiresAt > ?2 and not a.disabled",
                token.hash(), Instant.now()).firstResultOptional();
    }

    static List<Session> of(long account) {
        return list("account.id", account);
    }

    static List<Session> expired(Instant now) {
        return list("expiresAt <= ?1", now);
    }
}
