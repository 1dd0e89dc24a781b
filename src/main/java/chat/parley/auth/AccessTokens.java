package chat.parley.auth;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.security.UnauthorizedException;

/** Creates, lists and revokes access tokens, with which programs act for an account. */
@ApplicationScoped
@Transactional
public class AccessTokens {

    /** More than anyone tells apart. */
    static final int MAX_TOKENS_PER_ACCOUNT = 50;

    /** A token, for the only time that it is shown. */
    public record Made(long id, String name, Instant createdAt, String token) {}

    private final SessionService sessionService;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;

    AccessTokens(SessionService sessionService, RateLimiter rateLimiter, AuditLog audit) {
        this.sessionService = sessionService;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
    }

    /**
     * Makes a token. The account is held, so that a change of its password ends this one too, or comes before it.
     *
     * @param by the session that asks
     * @throws ApiException with 409 when the account has too many, 429 when it makes them too often
     */
    public Made make(long account, long by, String name) {
        Account owner = Account.findById(account, LockModeType.PESSIMISTIC_WRITE);
        if (Session.findByIdOptional(by).isEmpty()) {
            throw new UnauthorizedException();
        }
        if (Session.programs(account).size() >= MAX_TOKENS_PER_ACCOUNT) {
            throw ApiException.conflict(words -> words.tooManyTokens(MAX_TOKENS_PER_ACCOUNT));
        }
        rateLimiter.take(RateLimit.CREATE_TOKEN, account);
        var token = Token.ofProgram();
        var session = new Session();
        session.tokenHash = token.hash();
        session.account = owner;
        session.name = name.strip();
        session.createdAt = Instant.now();
        session.persist();
        audit.record(
                owner.username,
                AuditEvent.of(AuditAction.TOKEN_MADE, AuditTarget.accessToken(session.id, session.name)));
        return new Made(session.id, session.name, session.createdAt, token.text());
    }

    /** The newest first. */
    public List<AccessTokenView> of(long account) {
        return Session.programs(account).stream()
                .map(token -> new AccessTokenView(token.id, token.name, token.createdAt, token.lastSeenAt))
                .toList();
    }

    /** It is worthless from the commit on, and its sockets close. Says whether this call revoked it: of several at once, one. */
    public boolean revoke(long account, long id) {
        var revoked = sessionService.endProgram(account, id);
        if (revoked) {
            audit.record(account, AuditEvent.of(AuditAction.TOKEN_REVOKED, AuditTarget.accessToken(id, null)));
        }
        return revoked;
    }
}
