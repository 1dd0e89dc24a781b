package chat.parley.auth;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.account.Account;
import chat.parley.account.SignUpRequest;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.i18n.VisibleText;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.security.UnauthorizedException;

/** Creates, lists and revokes access tokens, with which programs act for an account. */
@ApplicationScoped
@Transactional
public class AccessTokenService {

    /** Access tokens of one account. */
    static final int MAX_TOKENS_PER_ACCOUNT = 50;

    /**
     * A request to create a token.
     *
     * @param name for the owner, to recognize the token in the list
     */
    public record AccessTokenRequest(
            @NotNull(message = "{missing}")
            @PlainText
            @Size(max = 64, message = "{charactersAtMost}") //
            @Pattern(regexp = SignUpRequest.BLANK + SignUpRequest.NAME, message = "{notName}") //
            String name) {

        /** Removes invisible characters from the name. */
        public AccessTokenRequest {
            name = VisibleText.name(name);
        }
    }

    /** A created token. Its text is not available later, because only its hash is stored. */
    public record CreatedAccessToken(long id, String name, Instant createdAt, String token) {}

    private final SessionService sessionService;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;

    AccessTokenService(SessionService sessionService, RateLimiter rateLimiter, AuditLog audit) {
        this.sessionService = sessionService;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
    }

    /**
     * Creates a token. Locks the account, so that a concurrent change of the password either revokes the token or
     * comes first.
     *
     * @param by the id of the current session
     * @param name 1 to 64 characters
     * @throws UnauthorizedException if the session has ended
     * @throws ApiException with 409 if the account has too many tokens, 429 if it creates them too often
     */
    public CreatedAccessToken create(long account, long by, String name) {
        Account owner = Account.findById(account, LockModeType.PESSIMISTIC_WRITE);
        if (Session.findByIdOptional(by).isEmpty()) {
            throw new UnauthorizedException();
        }
        if (Session.accessTokens(account).size() >= MAX_TOKENS_PER_ACCOUNT) {
            throw ApiException.conflict(words -> words.tooManyTokens(MAX_TOKENS_PER_ACCOUNT));
        }
        rateLimiter.acquire(RateLimit.CREATE_TOKEN, account);
        var token = Token.randomAccessToken();
        var session = new Session();
        session.tokenHash = token.hash();
        session.account = owner;
        session.name = name.strip();
        session.createdAt = Instant.now();
        session.persist();
        audit.record(
                owner.username,
                AuditEvent.of(AuditAction.TOKEN_MADE, AuditTarget.accessToken(session.id, session.name)));
        return new CreatedAccessToken(session.id, session.name, session.createdAt, token.text());
    }

    /** Lists the tokens of an account, newest first. */
    public List<AccessTokenView> list(long account) {
        return Session.accessTokens(account).stream()
                .map(token -> new AccessTokenView(token.id, token.name, token.createdAt, token.lastSeenAt))
                .toList();
    }

    /**
     * Revokes a token and closes its sockets after the commit.
     *
     * @return true for exactly one of several concurrent calls
     */
    public boolean revoke(long account, long id) {
        var revoked = sessionService.revokeAccessToken(account, id);
        if (revoked) {
            audit.record(account, AuditEvent.of(AuditAction.TOKEN_REVOKED, AuditTarget.accessToken(id, null)));
        }
        return revoked;
    }
}
