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
class DeniedRequestLog {

    private static final int FORBIDDEN = 403;
    private static final Pattern PATH_PREFIX = Pattern.compile("(/[a-z-]{1,32}(?=/|$)){1,2}");

    private final CurrentVertxRequest current;

    DeniedRequestLog(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerResponseFilter
    public void log(ContainerResponseContext response) {
        var request = current.getCurrent();
        if (response.getStatus() == FORBIDDEN && request != null) {
            Log.infof(
                    "Request denied: %s %s, user=%s network=%s",
                    request.request().method(),
                    pathPrefix(request),
                    username(request),
                    ClientNetwork.of(request.request()));
        }
    }

    private static String pathPrefix(RoutingContext request) {
        var prefix = PATH_PREFIX.matcher(request.normalizedPath());
        return prefix.lookingAt() ? prefix.group() : "/";
    }

    /** The username, if the request is authenticated. CSRF checks run before authentication. */
    private static String username(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "anonymous";
    }
}
