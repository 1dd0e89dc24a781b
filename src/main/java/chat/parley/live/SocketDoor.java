package chat.parley.live;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger.Level;

import chat.parley.Limit;
import chat.parley.Limits;
import chat.parley.Outage;
import chat.parley.ProblemWords;
import chat.parley.Refusal;
import chat.parley.account.SignedIn;
import chat.parley.account.Site;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses a socket that a page of another site opens. A browser sends our cookie along with any page's upgrade and shows
 * the page all that comes, and the platform does not look where the upgrade comes from. Nobody has more sockets than people
 * have, and a process that stops lets nobody in.
 */
@ApplicationScoped
@Priority(SocketDoor.BEFORE_THE_CHECK_OF_ROLES)
class SocketDoor implements HttpUpgradeCheck {

    /** Sockets of one person in this process: a page has one. */
    static final int MOST = 50;
    /** Until it may be otherwise: by then the sockets of pages that are gone without a word have been closed. */
    static final Duration UNTIL_SOME_CLOSE = Duration.ofSeconds(30);

    static final String PATH = "/ws";
    private static final int BEFORE_THE_PLATFORM = -3;
    /** The platform's check, at one less, refuses who is not signed in with a status alone. */
    static final int BEFORE_THE_CHECK_OF_ROLES = Integer.MAX_VALUE - 99;

    private final Site site;
    private final Hub hub;
    private final Limits limits;

    SocketDoor(Site site, Hub hub, Limits limits) {
        this.site = site;
        this.hub = hub;
        this.limits = limits;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!hub.admits()) {
            return Uni.createFrom().failure(Refusal.restarting());
        }
        return context.securityIdentity().map(identity -> letIn(identity, context.httpRequest(), context.userData()));
    }

    private CheckResult letIn(SecurityIdentity identity, HttpServerRequest request, UserData connection) {
        if (identity.isAnonymous()) {
            throw Refusal.notSignedIn();
        }
        var who = SignedIn.of(identity);
        if (!who.program() && !site.sent(request)) {
            throw Refusal.forbidden(ProblemWords::socketOfThisSite);
        }
        if (hub.clientsOf(who.account()).size() >= limits.most(MOST)) {
            throw Refusal.tooMany(UNTIL_SOME_CLOSE);
        }
        limits.take(Limit.OPEN_SOCKET, who.account());
        NettyWire.prepare(request, connection, limits.own(Limit.SOCKET_FRAME));
        return CheckResult.permitUpgradeSync();
    }

    /** The platform refuses an upgrade with a status alone; failed instead, it is answered here as everything else is. */
    void install(@Observes Router router) {
        router.route(PATH).order(BEFORE_THE_PLATFORM).failureHandler(SocketDoor::refuse);
    }

    private static void refuse(RoutingContext context) {
        if (context.response().headWritten()) {
            // The look-up of the session has failed for the platform's check and for ours: one answer is enough.
            return;
        }
        if (context.failure() instanceof Refusal refusal) {
            refusal.end(context.request());
        } else if (Outage.causes(context.failure())) {
            Log.logf(
                    Outage.isKnown(context.failure()) ? Level.DEBUG : Level.WARN,
                    "A socket cannot be opened: %s",
                    context.failure());
            Refusal.unavailable(Outage.RETRY_AFTER).end(context.request());
        } else {
            context.next();
        }
    }
}
