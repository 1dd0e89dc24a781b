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

    /** The name of an access token; null for a browser session. */
    public String name;

    /** See {@link Device#browser}; null for an access token. */
    public String browser;

    /** See {@link Device#operatingSystem}; null for an access token. */
    @Column(name = "operating_system")
    public String operatingSystem;

    /** To the minute; null for an unused access token. */
    @Column(name = "last_seen_at")
    public Instant lastSeenAt;

    /**
     * The session of a token, with its account; empty if it has ended or the account is disabled.
     *
     * @param idleSince browser sessions that were last used before are expired
     */
    static Optional<Session> findValid(Token token, Instant idleSince) {
        return find("""
                from Session s join fetch s.account a
                where s.tokenHash = ?1 and not a.disabled and (s.name is not null or s.expiresAt > ?2 and s.lastSeenAt > ?3)""", token.hash(), Instant.now(), idleSince).firstResultOptional();
    }

    /** The browser sessions of an account, most recently used first. */
    static List<Session> browserSessions(long account) {
        return list("account.id = ?1 and name is null order by lastSeenAt desc, id desc", account);
    }

    /** The access tokens of an account, newest first. */
    static List<Session> accessTokens(long account) {
        return list("account.id = ?1 and name is not null order by id desc", account);
    }

    boolean isAccessToken() {
        return name != null;
    }

    /**
     * Deletes sessions with one statement. If several transactions delete the same session at once, only one returns
     * it. The rows are locked in the order of their ids, so that two such statements cannot deadlock.
     *
     * @param condition SQL about the session {@code s}, with the parameters {@code ?1}, {@code ?2} …
     *
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
     * Updates the last use with a statement instead of the entity, so that a session that ends at the same time is
     * not restored. Skips locked rows, so that it cannot deadlock with {@link #deleteReturning}.
     */
    static void updateLastSeen(Collection<Long> sessions, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                update session set last_seen_at = ?1 where id in (
                  select id from session where id = any(?2) order by id for no key update skip locked)""")
                .setParameter(1, now)
                .setParameter(2, sessions.toArray(Long[]::new))
                .executeUpdate();
    }
}
