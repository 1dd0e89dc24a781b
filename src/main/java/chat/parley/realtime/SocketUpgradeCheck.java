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
 * page read all frames, and the platform does not check the origin. It also limits the sockets of an account and
 * rejects upgrades while the process stops.
 */
@ApplicationScoped
@Priority(SocketUpgradeCheck.BEFORE_THE_CHECK_OF_ROLES)
class SocketUpgradeCheck implements HttpUpgradeCheck {

    /** Sockets of one person in this process: a page has one. */
    static final int MAX_SOCKETS_PER_ACCOUNT = 50;
    /** Until it may be otherwise: by then the sockets of pages that are gone without a word have been closed. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    static final String PATH = "/ws";
    private static final int BEFORE_THE_PLATFORM = -3;
    /** The platform's check, at one less, refuses who is not signed in with a status alone. */
    static final int BEFORE_THE_CHECK_OF_ROLES = Integer.MAX_VALUE - 99;

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
        if (!hub.admits()) {
            return Uni.createFrom().failure(ApiException.restarting());
        }
        return context.securityIdentity().map(identity -> letIn(identity, context.httpRequest(), context.userData()));
    }

    private CheckResult letIn(SecurityIdentity identity, HttpServerRequest request, UserData connection) {
        if (identity.isAnonymous()) {
            throw ApiException.notSignedIn();
        }
        var who = AuthenticatedUser.of(identity);
        if (!who.program() && !originPolicy.sent(request)) {
            throw ApiException.forbidden(ProblemMessages::socketOfThisSite);
        }
        if (hub.clientsOf(who.account()).size() >= rateLimiter.most(MAX_SOCKETS_PER_ACCOUNT)) {
            throw ApiException.tooMany(RETRY_AFTER);
        }
        rateLimiter.take(RateLimit.OPEN_SOCKET, who.account());
        NettyTransport.prepare(request, connection, rateLimiter.own(RateLimit.SOCKET_FRAME));
        return CheckResult.permitUpgradeSync();
    }

    /** The platform refuses an upgrade with a status alone; failed instead, it is answered here as everything else is. */
    void install(@Observes Router router) {
        router.route(PATH).order(BEFORE_THE_PLATFORM).failureHandler(SocketUpgradeCheck::refuse);
    }

    private static void refuse(RoutingContext context) {
        if (context.response().headWritten()) {
            // The look-up of the session has failed for the platform's check and for ours: one answer is enough.
            return;
        }
        if (context.failure() instanceof ApiException refusal) {
            refusal.end(context.request());
        } else if (DatabaseErrors.causes(context.failure())) {
            Log.logf(
                    DatabaseErrors.isKnown(context.failure()) ? Level.DEBUG : Level.WARN,
                    "Opening a socket failed: %s",
                    context.failure());
            ApiException.unavailable(DatabaseErrors.RETRY_AFTER).end(context.request());
        } else {
            context.next();
        }
    }
}
