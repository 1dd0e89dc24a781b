package chat.parley.auth;

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
import jakarta.persistence.Tuple;

import chat.parley.account.Account;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * A browser session, or a named access token. Tokens do not expire. Sessions are stored in the database, so that they
 * can be revoked immediately in all processes.
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

    /** See {@link Device#browser}; null for a program too. */
    public String browser;

    /** See {@link Device#operatingSystem}; null for a program too. */
    @Column(name = "operating_system")
    public String operatingSystem;

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
                where s.tokenHash = ?1 and not a.disabled and (s.name is not null or s.expiresAt > ?2 and s.lastSeenAt > ?3)""", token.hash(), Instant.now(), idleSince).firstResultOptional();
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

    /**
     * Deletes sessions by one statement. Of several transactions that delete the same session at once, one gets it and the
     * others go on without it. The rows are locked in the order of their ids, so that two such statements cannot deadlock.
     *
     * @param condition SQL about the session {@code s}, with the parameters {@code ?1}, {@code ?2} …
     * @return the sessions that this call has deleted
     */
    @SuppressWarnings("unchecked")
    static List<SessionEnded> deleteReturning(String condition, Object... parameters) {
        var query = getEntityManager()
                .createNativeQuery(
                        "delete from session where id in (select s.id from session s where " + condition
                                + " order by s.id for update) returning account_id, id",
                        Tuple.class);
        for (var number = 1; number <= parameters.length; number++) {
            query.setParameter(number, parameters[number - 1]);
        }
        List<Tuple> deleted = query.getResultList();
        return deleted.stream()
                .map(row -> new SessionEnded(row.get(0, Long.class), row.get(1, Long.class)))
                .toList();
    }

    /**
     * By a statement of its own: a session that ends in the same moment stays ended. A row that another transaction holds is
     * passed over instead of waited for, so that it cannot deadlock with {@link #deleteReturning}.
     */
    static void seen(Collection<Long> sessions, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                update session set last_seen_at = ?1 where id in (
                  select id from session where id = any(?2) order by id for no key update skip locked)""")
                .setParameter(1, now)
                .setParameter(2, sessions.toArray(Long[]::new))
                .executeUpdate();
    }
}
