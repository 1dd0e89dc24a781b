package chat.parley.realtime;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger.Level;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.database.DatabaseErrors;
import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.realtime.transport.NettyTransport;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Rejects WebSocket upgrades from other sites. Browsers send the session cookie with an upgrade from any page, let the
 * page read all frames, and Quarkus does not check the origin. It also limits the sockets of an account and
 * rejects upgrades while the process stops.
 */
@ApplicationScoped
@Priority(SocketUpgradeCheck.BEFORE_ROLE_CHECK)
class SocketUpgradeCheck implements HttpUpgradeCheck {

    /** Maximum number of sockets of one account in this process. A page uses one. */
    static final int MAX_SOCKETS_PER_ACCOUNT = 50;
    /** Retry delay for an account with too many sockets. By then the sockets of closed pages have expired. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    static final String PATH = "/ws";
    private static final int BEFORE_QUARKUS = -3;
    /** One step before the check of Quarkus, which rejects anonymous requests without a body. */
    static final int BEFORE_ROLE_CHECK = Integer.MAX_VALUE - 99;

    private final OriginPolicy originPolicy;
    private final Hub hub;
    private final RateLimiter rateLimiter;

    SocketUpgradeCheck(OriginPolicy originPolicy, Hub hub, RateLimiter rateLimiter) {
        this.originPolicy = originPolicy;
        this.hub = hub;
        this.rateLimiter = rateLimiter;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!hub.acceptsSockets()) {
            return Uni.createFrom().failure(ApiException.restarting());
        }
        return context.securityIdentity().map(identity -> check(identity, context.httpRequest(), context.userData()));
    }

    private CheckResult check(SecurityIdentity identity, HttpServerRequest request, UserData connection) {
        if (identity.isAnonymous()) {
            throw ApiException.notSignedIn();
        }
        var user = AuthenticatedUser.of(identity);
        if (!user.program() && !originPolicy.sent(request)) {
            throw ApiException.forbidden(ProblemMessages::crossSiteSocket);
        }
        if (hub.clientsOf(user.account()).size() >= rateLimiter.scaledMaximum(MAX_SOCKETS_PER_ACCOUNT)) {
            throw ApiException.tooMany(RETRY_AFTER);
        }
        rateLimiter.acquire(RateLimit.OPEN_SOCKET, user.account());
        NettyTransport.prepare(request, connection, rateLimiter.newBucket(RateLimit.SOCKET_FRAME));
        return CheckResult.permitUpgradeSync();
    }

    /** Answers failed upgrades with a problem document, where Quarkus would send a status only. */
    void install(@Observes Router router) {
        router.route(PATH).order(BEFORE_QUARKUS).failureHandler(SocketUpgradeCheck::answerFailure);
    }

    private static void answerFailure(RoutingContext context) {
        if (context.response().headWritten()) {
            // The session lookup failed for the check of Quarkus as well, and that one was answered already.
            return;
        }
        if (context.failure() instanceof ApiException exception) {
            exception.end(context.request());
        } else if (DatabaseErrors.isTemporary(context.failure())) {
            Log.logf(
                    DatabaseErrors.isAlreadyLogged(context.failure()) ? Level.DEBUG : Level.WARN,
                    "Opening a socket failed: %s",
                    context.failure());
            ApiException.unavailable(DatabaseErrors.RETRY_AFTER).end(context.request());
        } else {
            context.next();
        }
    }
}
