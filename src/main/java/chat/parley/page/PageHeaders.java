package chat.parley.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import chat.parley.account.AvatarPath;
import chat.parley.http.OriginPolicy;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Sets the security and cache headers of every response. */
@ApplicationScoped
public class PageHeaders {

    /** Scripts, styles and sockets of this site only, and none written into the page. */
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'");
    /** Swagger UI has inline scripts and styles. It is part of the platform. */
    private static final String ITS_OWN = "/q/swagger-ui";

    private static final String ITS_POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** What people send each other: whatever a file turns out to be, nothing in it runs, loads or belongs to this site. */
    private static final List<String> FILES = List.of("/api/attachments/", AvatarPath.ROOT);

    private static final String POLICY_OF_FILES = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            // Not "no-referrer": with it browsers send "Origin: null" with our own forms, and we could not tell them
            // apart.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()");

    private static final Map<String, String> BEHIND_TLS =
            Map.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    /** Scripts and styles, named by their content: what has such a name never changes, but while somebody develops. */
    private static final String BUNDLED = "/static/bundle/";

    private static final String FOR_GOOD = "public, immutable, max-age=31536000";

    /** Before everything else, even before a body is refused. */
    private static final int FIRST = -100;

    private final Map<String, String> always = new LinkedHashMap<>(ALWAYS);

    PageHeaders(OriginPolicy originPolicy) {
        if (originPolicy.isPublicUrlSecure()) {
            always.putAll(BEHIND_TLS);
        }
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::add);
    }

    private void add(RoutingContext context) {
        var headers = context.response().headers();
        always.forEach(headers::set);
        headers.set("Content-Security-Policy", policy(context.normalizedPath()));
        if (context.normalizedPath().startsWith(BUNDLED) && LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            // Set last, because the handler that serves the file sets its own cache lifetime.
            context.addHeadersEndHandler(sent -> keepForGood(context.response()));
        }
        context.next();
    }

    /** What is not a file is somebody's own, or soon out of date. */
    @ServerResponseFilter
    public void keepNothing(ContainerResponseContext response) {
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL.toString(), List.of("no-store"));
    }

    private static void keepForGood(HttpServerResponse response) {
        if (response.getStatusCode() == HttpResponseStatus.OK.code()) {
            response.headers().set(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
        }
    }

    private static String policy(String path) {
        if (FILES.stream().anyMatch(path::startsWith)) {
            return POLICY_OF_FILES;
        }
        return path.startsWith(ITS_OWN) ? ITS_POLICY : CONTENT_POLICY;
    }
}
