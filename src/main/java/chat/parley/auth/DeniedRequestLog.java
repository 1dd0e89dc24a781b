package chat.parley.auth;

import java.util.regex.Pattern;

import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import chat.parley.http.ClientNetwork;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Logs requests that were denied. It logs the path without the parts that may contain a token or a search, and no text
 * that a client can choose.
 */
public class DeniedRequestLog {

    private static final int FORBIDDEN = 403;
    private static final Pattern KIND = Pattern.compile("(/[a-z-]{1,32}(?=/|$)){1,2}");

    private final CurrentVertxRequest current;

    DeniedRequestLog(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerResponseFilter
    public void note(ContainerResponseContext response) {
        var request = current.getCurrent();
        if (response.getStatus() == FORBIDDEN && request != null) {
            Log.infof(
                    "Request denied: %s %s, user=%s network=%s",
                    request.request().method(), kind(request), who(request), ClientNetwork.of(request.request()));
        }
    }

    private static String kind(RoutingContext request) {
        var found = KIND.matcher(request.normalizedPath());
        return found.lookingAt() ? found.group() : "/";
    }

    /** Who was asked for by then; a page of another site is refused before anyone is. */
    private static String who(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "anonymous";
    }
}
