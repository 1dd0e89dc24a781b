package chat.parley.live;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.SignedIn;
import chat.parley.account.Site;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;

/**
 * Refuses a socket that a page of another site opens. A browser sends our cookie along with any page's upgrade and shows
 * the page all that comes, and the platform does not look where the upgrade comes from. A process that stops lets nobody in.
 */
@ApplicationScoped
class SocketDoor implements HttpUpgradeCheck {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Site site;
    private final Hub hub;

    SocketDoor(Site site, Hub hub) {
        this.site = site;
        this.hub = hub;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!hub.admits()) {
            return CheckResult.rejectUpgrade(UNAVAILABLE);
        }
        NettyWire.note(context.httpRequest(), context.userData());
        return context.securityIdentity().map(identity -> identity.isAnonymous() || SignedIn.of(identity).program()
                || site.sent(context.httpRequest())
                ? CheckResult.permitUpgradeSync()
                : CheckResult.rejectUpgradeSync(FORBIDDEN));
    }
}
