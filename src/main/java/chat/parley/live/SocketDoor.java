package chat.parley.live;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.Limit;
import chat.parley.Limits;
import chat.parley.Refusal;
import chat.parley.account.SignedIn;
import chat.parley.account.Site;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Refuses a socket that a page of another site opens. A browser sends our cookie along with any page's upgrade and shows
 * the page all that comes, and the platform does not look where the upgrade comes from. Nobody has more sockets than people
 * have, and a process that stops lets nobody in.
 */
@ApplicationScoped
class SocketDoor implements HttpUpgradeCheck {

    /** Sockets of one person in this process: a page has one. */
    static final int MOST = 50;
    /** Seconds until it may be otherwise: by then the sockets of pages that are gone without a word have been closed. */
    static final long UNTIL_SOME_CLOSE = 30;

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

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
            return CheckResult.rejectUpgrade(UNAVAILABLE);
        }
        NettyWire.note(context.httpRequest(), context.userData());
        return context.securityIdentity().map(identity -> identity.isAnonymous() ? CheckResult.permitUpgradeSync()
                : letIn(SignedIn.of(identity), context.httpRequest()));
    }

    private CheckResult letIn(SignedIn who, HttpServerRequest request) {
        if (!who.program() && !site.sent(request)) {
            return CheckResult.rejectUpgradeSync(FORBIDDEN);
        }
        if (hub.clientsOf(who.account()).size() >= limits.most(MOST)) {
            return tooMany(UNTIL_SOME_CLOSE);
        }
        try {
            limits.take(Limit.OPEN_SOCKET, who.account());
            return CheckResult.permitUpgradeSync();
        } catch (Refusal tooOften) {
            return tooMany(tooOften.retryAfterSeconds());
        }
    }

    private static CheckResult tooMany(long seconds) {
        return CheckResult.rejectUpgradeSync(TOO_MANY,
                Map.of(HttpHeaders.RETRY_AFTER.toString(), List.of(String.valueOf(seconds))));
    }
}
