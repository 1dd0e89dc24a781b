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
import chat.parley.auth.password.PasswordPolicy;
import chat.parley.auth.password.PasswordProof;
import chat.parley.auth.password.Passwords;
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

    /** How exactly it is known when a session was last used: writing it each time would cost more than it tells. */
    private static final Duration LAST_SEEN_PRECISION = Duration.ofMinutes(1);
    /** Browsers that one account is signed in with: more than anyone has, and few enough to list. */
    static final int MAX_BROWSERS_PER_ACCOUNT = 100;

    private static final String ENDED = """
            select open.id from unnest(?) as open(id) where not exists (
              select 1 from session s join account a on a.id = s.account_id where s.id = open.id and not a.disabled)""";

    private final Sql sql;
    private final Passwords passwords;
    private final PasswordPolicy passwordPolicy;
    private final PasswordProof proof;
    private final AccountMail mail;
    private final RateLimiter rateLimiter;
    private final LoginThrottle loginThrottle;
    private final AuditLog audit;
    private final Event<SessionEnded> ended;
    private final Duration lifetime;
    private final Duration idleTimeout;

    SessionService(
            Sql sql,
            Passwords passwords,
            PasswordPolicy passwordPolicy,
            PasswordProof proof,
            AccountMail mail,
            RateLimiter rateLimiter,
            LoginThrottle loginThrottle,
            AuditLog audit,
            Event<SessionEnded> ended,
            SessionConfig config) {
        this.sql = sql;
        this.passwords = passwords;
        this.passwordPolicy = passwordPolicy;
        this.proof = proof;
        this.mail = mail;
        this.rateLimiter = rateLimiter;
        this.loginThrottle = loginThrottle;
        this.audit = audit;
        this.ended = ended;
        this.lifetime = config.lifetime();
        this.idleTimeout = config.idleTimeout();
    }

    /**
     * Signs someone in.
     *
     * @param address from where, for the limit
     * @param device the browser that signs in
     * @return the token of a new session; none when the name or the password is wrong, and which of them cannot be told,
     *         not even from the time it takes
     * @throws chat.parley.problem.ApiException with 429 when it was tried too often
     */
    public Optional<Token> signIn(String username, String password, String address, Device device) {
        rateLimiter.take(RateLimit.SIGN_IN_ADDRESS, address);
        loginThrottle.check(Account.folded(username), address);
        // Not @Transactional: a password is compared without holding a connection.
        var account = QuarkusTransaction.requiringNew().call(() -> Account.named(username));
        var right = passwords.matches(
                address, password, account.map(known -> known.passwordHash).orElse(null));
        if (!right || account.get().disabled) {
            loginThrottle.wrong(Account.folded(username), address);
            audit.record(account.map(known -> known.username).orElse(null), AuditEvent.of(AuditAction.SIGN_IN_FAILED));
            return Optional.empty();
        }
        renewIfOutdated(account.get(), password);
        return begin(account.get(), device);
    }

    /**
     * A new session, for someone who has just proved who they are; none when the password has changed since, or the account
     * was disabled. The account is held, so that a change of its password ends this session too, or comes before it. Of too
     * many sessions those end that nobody used for longest.
     */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Token> begin(Account proved, Device device) {
        Account account = Account.findById(proved.id, LockModeType.PESSIMISTIC_WRITE);
        if (account.disabled || !account.passwordHash.equals(proved.passwordHash)) {
            return Optional.empty();
        }
        var token = Token.random();
        session(account, token, device).persist();
        endUnused(account.id);
        audit.record(
                account.username,
                AuditEvent.of(AuditAction.SIGNED_IN)
                        .with("browser", device.browser())
                        .with("operatingSystem", device.operatingSystem()));
        return Optional.of(token);
    }

    /** Who is signed in by this token, if anyone is. Being asked for is being used. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<AuthenticatedUser> proved(Token token) {
        var session = Session.proved(token, idleSince());
        session.filter(SessionService::notSeenLately).ifPresent(used -> Session.seen(List.of(used.id), Instant.now()));
        return session.map(proved -> AuthenticatedUser.by(proved, token));
    }

    /** These are in use, though nobody asks with them. */
    @Transactional
    public void seen(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            Session.seen(ids, Instant.now());
        }
    }

    /**
     * Which of these sessions are over, by whatever process ended them, or whose account is disabled. By SQL, as it is
     * asked for often and the answer is nearly always none.
     */
    public Collection<Long> ended(Collection<Long> ids) {
        return sql.list(ENDED, row -> row.getLong("id"), SqlArray.bigint(ids));
    }

    /**
     * The browsers that someone is signed in with, the last used first.
     *
     * @param current the session that asks
     * @param language of their descriptions
     */
    @Transactional
    public List<SessionView> of(long account, long current, Language language) {
        return Session.browsers(account).stream()
                .map(session -> SessionView.of(session, current, language))
                .toList();
    }

    /** Ends one browser's session of the account; says whether this call did: of several at once, one. */
    @Transactional
    public boolean end(long account, long id) {
        return end("s.account_id = ?1 and s.id = ?2 and s.name is null", account, id);
    }

    /** Ends one program's session of the account; says whether this call did. */
    @Transactional
    boolean endProgram(long account, long id) {
        return end("s.account_id = ?1 and s.id = ?2 and s.name is not null", account, id);
    }

    /** Ends all, also those of programs. */
    @Transactional
    public void endAll(long account) {
        end("s.account_id = ?1", account);
    }

    /** Ends one session; its token is worthless from the commit on. Nothing happens where it has ended already. */
    @Transactional
    public void end(long id) {
        end("s.id = ?1", id);
    }

    /** A browser has another session now: what it had before is over, also for who has copied it. */
    @Transactional
    public void replaced(Optional<AuthenticatedUser> before) {
        before.filter(signedIn -> !signedIn.program()).ifPresent(signedIn -> end(signedIn.session()));
    }

    /**
     * Changes the password and ends all sessions of the account, also of programs, but the one that asks for it. Its owner is told by mail.
     *
     * @throws chat.parley.problem.ApiException with 400 when the current password is another or the replacement too easy to guess, 429 when
     *         it was tried too often
     */
    public void changePassword(long account, long except, PasswordChange change) {
        // Not @Transactional: a password is hashed without holding a connection.
        var asked = QuarkusTransaction.requiringNew().call(() -> Account.<Account>findById(account));
        proof.demand(asked, "current", change.current());
        rateLimiter.take(RateLimit.NEW_PASSWORD, account);
        var fresh = passwordPolicy.hash(
                "replacement", change.replacement(), asked.username, asked.displayName, asked.email);
        // Not @Transactional: it ends before the mail is queued.
        QuarkusTransaction.requiringNew().run(() -> {
            Account.<Account>findById(account, LockModeType.PESSIMISTIC_WRITE).passwordHash = fresh;
            MailedLink.delete("account = ?1 and purpose = ?2", account, MailedLink.Purpose.RESET);
            end("s.account_id = ?1 and s.id <> ?2", account, except);
            audit.record(asked.username, AuditEvent.of(AuditAction.PASSWORD_CHANGED));
        });
        mail.tellPasswordChanged(asked);
    }

    @Scheduled(every = "1m", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional
    void endExpired() {
        end("s.name is null and (s.expires_at <= ?1 or s.last_seen_at <= ?2)", Instant.now(), idleSince());
    }

    /** Now is the only time that the password is known: a hash made with older parameters gets today's. */
    private void renewIfOutdated(Account proved, String password) {
        if (passwords.outdated(proved.passwordHash)) {
            var fresh = passwords.hash(password);
            // Not @Transactional: a password is hashed without holding a connection.
            var renewed = QuarkusTransaction.requiringNew()
                    .call(() -> Account.update(
                            "passwordHash = ?1 where id = ?2 and passwordHash = ?3",
                            fresh,
                            proved.id,
                            proved.passwordHash));
            proved.passwordHash = renewed == 1 ? fresh : proved.passwordHash;
        }
    }

    private Instant idleSince() {
        return Instant.now().minus(idleTimeout);
    }

    private static boolean notSeenLately(Session session) {
        return session.lastSeenAt == null
                || session.lastSeenAt.isBefore(Instant.now().minus(LAST_SEEN_PRECISION));
    }

    private Session session(Account account, Token token, Device device) {
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

    /** The account is held, so that no two sign-ins count the same sessions. */
    private void endUnused(long account) {
        var unused = Session.browsers(account).stream()
                .skip(MAX_BROWSERS_PER_ACCOUNT)
                .map(session -> session.id)
                .toArray(Long[]::new);
        if (unused.length > 0) {
            end("s.id = any(?1)", (Object) unused);
        }
    }

    /** @return whether this call has ended one at least */
    private boolean end(String condition, Object... parameters) {
        var sessions = Session.deleteReturning(condition, parameters);
        sessions.forEach(ended::fire);
        return !sessions.isEmpty();
    }
}
