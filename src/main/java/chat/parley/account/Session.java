package chat.parley.account;

import java.time.Instant;
import java.util.Collection;
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

/**
 * That someone is signed in, from one browser, or lets one program act for them: that has a name, and no end of its own. It lives in the database, so that it can be ended at once and for all.
 */
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

    /** What a program is called by its owner; null for a browser. */
    public String name;

    /** In words; empty for a program. */
    public String device = "";

    /** To the minute; null for a program that was not used yet. */
    @Column(name = "last_seen_at")
    public Instant lastSeenAt;

    /**
     * The session that this token proves, with its account; none when it has ended or the account is disabled.
     *
     * @param idleSince a browser's that was not used since is over
     */
    static Optional<Session> proved(Token token, Instant idleSince) {
        return find("""
                from Session s join fetch s.account a
                where s.tokenHash = ?1 and not a.disabled and (s.name is not null or s.expiresAt > ?2 and s.lastSeenAt > ?3)""",
                token.hash(), Instant.now(), idleSince).firstResultOptional();
    }

    static List<Session> of(long account) {
        return list("account.id", account);
    }

    /** The last used first. */
    static List<Session> browsers(long account) {
        return list("account.id = ?1 and name is null order by lastSeenAt desc, id desc", account);
    }

    /** The newest first. */
    static List<Session> programs(long account) {
        return list("account.id = ?1 and name is not null order by id desc", account);
    }

    boolean program() {
        return name != null;
    }

    static List<Session> expired(Instant now, Instant idleSince) {
        return list("name is null and (expiresAt <= ?1 or lastSeenAt <= ?2)", now, idleSince);
    }

    /** By a statement of its own: one that ends in the same moment stays ended. */
    static void seen(Collection<Long> sessions, Instant now) {
        update("lastSeenAt = ?1 where id in ?2", now, sessions);
    }
}
