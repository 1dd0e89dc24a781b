package chat.parley.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.account.Account;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.auth.email.AccountMail;
import chat.parley.auth.email.MailedLink;
import chat.parley.auth.password.LoginThrottle;
import chat.parley.auth.password.PasswordChange;
import chat.parley.auth.password.PasswordConfirmation;
import chat.parley.auth.password.PasswordHasher;
import chat.parley.auth.password.PasswordPolicy;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.i18n.Language;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

/** Creates, renews and revokes sessions. */
@ApplicationScoped
public class SessionService {

    /** Precision of the last use of a session. Writing it for every request would cost too much. */
    private static final Duration LAST_SEEN_PRECISION = Duration.ofMinutes(1);
    /** Browser sessions of one account; few enough for one list. */
    static final int MAX_BROWSERS_PER_ACCOUNT = 100;

    private static final String ENDED = """
            select open.id from unnest(?) as open(id) where not exists (
              select 1 from session s join account a on a.id = s.account_id where s.id = open.id and not a.disabled)""";

    private final Sql sql;
    private final PasswordHasher passwordHasher;
    private final PasswordPolicy passwordPolicy;
    private final PasswordConfirmation passwordConfirmation;
    private final AccountMail mail;
    private final RateLimiter rateLimiter;
    private final LoginThrottle loginThrottle;
    private final AuditLog audit;
    private final Event<SessionEnded> sessionEnded;
    private final Duration lifetime;
    private final Duration idleTimeout;

    SessionService(
            Sql sql,
            PasswordHasher passwordHasher,
            PasswordPolicy passwordPolicy,
            PasswordConfirmation passwordConfirmation,
            AccountMail mail,
            RateLimiter rateLimiter,
            LoginThrottle loginThrottle,
            AuditLog audit,
            Event<SessionEnded> ended,
            SessionConfig config) {
        this.sql = sql;
        this.passwordHasher = passwordHasher;
        this.passwordPolicy = passwordPolicy;
        this.passwordConfirmation = passwordConfirmation;
        this.mail = mail;
        this.rateLimiter = rateLimiter;
        this.loginThrottle = loginThrottle;
        this.audit = audit;
        this.sessionEnded = ended;
        this.lifetime = config.lifetime();
        this.idleTimeout = config.idleTimeout();
    }

    /**
     * Signs in with a password. Blocks while the password is hashed.
     *
     * @param address the network address of the client, for rate limits
     * @param device the browser of the client
     * @return the token of a new session; empty if the username or the password is wrong or the account is disabled.
     *        The cases do not differ in the time they take, so that usernames cannot be guessed
     * @throws chat.parley.problem.ApiException with 429 after too many attempts
     */
    Optional<Token> signIn(String username, String password, String address, Device device) {
        rateLimiter.acquire(RateLimit.SIGN_IN_ADDRESS, address);
        loginThrottle.check(Account.folded(username), address);
        // Not @Transactional: a password is compared without holding a connection.
        var account = QuarkusTransaction.requiringNew().call(() -> Account.findByUsername(username));
        var matches = passwordHasher.matches(
                address, password, account.map(known -> known.passwordHash).orElse(null));
        if (!matches || account.get().disabled) {
            loginThrottle.recordFailure(Account.folded(username), address);
            audit.record(account.map(known -> known.username).orElse(null), AuditEvent.of(AuditAction.SIGN_IN_FAILED));
            return Optional.empty();
        }
        rehashIfOutdated(account.get(), password);
        return create(account.get(), device);
    }

    /**
     * Creates a session for an account that was just authenticated. Locks the account, so that a concurrent change of
     * the password either revokes the session or comes first. Above {@link #MAX_BROWSERS_PER_ACCOUNT} the least
     * recently used sessions end.
     *
     * @param authenticated the account, as it was read for the authentication
     * @return the token; empty if the password has changed since, or the account is disabled
     */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Token> create(Account authenticated, Device device) {
        Account account = Account.findById(authenticated.id, LockModeType.PESSIMISTIC_WRITE);
        if (account.disabled || !account.passwordHash.equals(authenticated.passwordHash)) {
            return Optional.empty();
        }
        var token = Token.random();
        newSession(account, token, device).persist();
        revokeLeastRecentlyUsed(account.id);
        audit.record(
                account.username,
                AuditEvent.of(AuditAction.SIGNED_IN)
                        .with("browser", device.browser())
                        .with("operatingSystem", device.operatingSystem()));
        return Optional.of(token);
    }

    /** Returns the user of a token, and updates the last use of the session; empty if the token is not valid. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<AuthenticatedUser> authenticate(Token token) {
        var session = Session.findValid(token, idleSince());
        session.filter(SessionService::needsLastSeenUpdate)
                .ifPresent(used -> Session.updateLastSeen(List.of(used.id), Instant.now()));
        return session.map(authenticated -> AuthenticatedUser.of(authenticated, token));
    }

    /**
     * Updates the last use of sessions that have an open socket.
     *
     * @param ids of sessions
     */
    @Transactional
    public void updateLastSeen(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            Session.updateLastSeen(ids, Instant.now());
        }
    }

    /**
     * Returns those of the given sessions that have ended, in any process, or whose account is disabled. Uses SQL,
     * because it is called often and nearly always returns nothing.
     */
    public Collection<Long> findEnded(Collection<Long> ids) {
        return sql.list(ENDED, row -> row.getLong("id"), SqlArray.bigint(ids));
    }

    /**
     * Lists the browser sessions of an account, most recently used first.
     *
     * @param current the id of the current session
     * @param language of the descriptions
     */
    @Transactional
    public List<SessionView> list(long account, long current, Language language) {
        return Session.browserSessions(account).stream()
                .map(session -> SessionView.of(session, current, language))
                .toList();
    }

    /**
     * Revokes a browser session of an account.
     *
     * @return true for exactly one of several concurrent calls
     */
    @Transactional
    public boolean revoke(long account, long id) {
        return revoke("s.account_id = ?1 and s.id = ?2 and s.name is null", account, id);
    }

    /**
     * Revokes an access token of an account.
     *
     * @return true for exactly one of several concurrent calls
     */
    @Transactional
    boolean revokeAccessToken(long account, long id) {
        return revoke("s.account_id = ?1 and s.id = ?2 and s.name is not null", account, id);
    }

    /** Revokes all sessions and access tokens of an account. */
    @Transactional
    public void revokeAll(long account) {
        revoke("s.account_id = ?1", account);
    }

    /** Revokes one session; its token is invalid from the commit on. Does nothing if it has ended. */
    @Transactional
    void revoke(long id) {
        revoke("s.id = ?1", id);
    }

    /**
     * Revokes the previous session of a browser that signs in again or signs out, so that a copied cookie becomes
     * invalid. Does nothing for an access token.
     *
     * @param previous the user of the request
     */
    @Transactional
    public void revokePrevious(Optional<AuthenticatedUser> previous) {
        previous.filter(signedIn -> !signedIn.program()).ifPresent(signedIn -> revoke(signedIn.session()));
    }

    /**
     * Changes the password, and revokes all sessions and access tokens of the account except one. Notifies the owner
     * by mail. Blocks while passwords are hashed.
     *
     * @param except the id of the current session
     * @throws chat.parley.problem.ApiException with 400 if the current password is wrong or the replacement too weak,
     *        429 after too many attempts
     */
    public void changePassword(long account, long except, PasswordChange change) {
        // Not @Transactional: a password is hashed without holding a connection.
        var current = QuarkusTransaction.requiringNew().call(() -> Account.<Account>findById(account));
        passwordConfirmation.require(current, "current", change.current());
        rateLimiter.acquire(RateLimit.NEW_PASSWORD, account);
        var newHash = passwordPolicy.checkAndHash(
                "replacement", change.replacement(), current.username, current.displayName, current.email);
        // Not @Transactional: it ends before the mail is queued.
        QuarkusTransaction.requiringNew().run(() -> {
            Account.<Account>findById(account, LockModeType.PESSIMISTIC_WRITE).passwordHash = newHash;
            MailedLink.delete("account = ?1 and purpose = ?2", account, MailedLink.Purpose.RESET);
            revoke("s.account_id = ?1 and s.id <> ?2", account, except);
            audit.record(current.username, AuditEvent.of(AuditAction.PASSWORD_CHANGED));
        });
        mail.notifyPasswordChanged(current);
    }

    @Scheduled(every = "1m", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional
    void revokeExpired() {
        revoke("s.name is null and (s.expires_at <= ?1 or s.last_seen_at <= ?2)", Instant.now(), idleSince());
    }

    /** Replaces a hash with outdated parameters. The password is known only at sign-in. */
    private void rehashIfOutdated(Account authenticated, String password) {
        if (passwordHasher.needsRehash(authenticated.passwordHash)) {
            var newHash = passwordHasher.hash(password);
            // Not @Transactional: a password is hashed without holding a connection.
            var renewed = QuarkusTransaction.requiringNew()
                    .call(() -> Account.update(
                            "passwordHash = ?1 where id = ?2 and passwordHash = ?3",
                            newHash,
                            authenticated.id,
                            authenticated.passwordHash));
            authenticated.passwordHash = renewed == 1 ? newHash : authenticated.passwordHash;
        }
    }

    private Instant idleSince() {
        return Instant.now().minus(idleTimeout);
    }

    private static boolean needsLastSeenUpdate(Session session) {
        return session.lastSeenAt == null
                || session.lastSeenAt.isBefore(Instant.now().minus(LAST_SEEN_PRECISION));
    }

    private Session newSession(Account account, Token token, Device device) {
        var session = new Session();
        session.tokenHash = token.hash();
        session.account = account;
        session.createdAt = Instant.now();
        session.expiresAt = session.createdAt.plus(lifetime);
        session.lastSeenAt = session.createdAt;
        session.browser = device.browser();
        session.operatingSystem = device.operatingSystem();
        return session;
    }

    /** Ends the least recently used sessions above the limit. The caller has locked the account. */
    private void revokeLeastRecentlyUsed(long account) {
        var unused = Session.browserSessions(account).stream()
                .skip(MAX_BROWSERS_PER_ACCOUNT)
                .map(session -> session.id)
                .toArray(Long[]::new);
        if (unused.length > 0) {
            revoke("s.id = any(?1)", (Object) unused);
        }
    }

    /**
     * Deletes sessions and fires their events.
     *
     * @return whether this call has deleted any
     */
    private boolean revoke(String condition, Object... parameters) {
        var sessions = Session.deleteReturning(condition, parameters);
        sessions.forEach(sessionEnded::fire);
        return !sessions.isEmpty();
    }
}
