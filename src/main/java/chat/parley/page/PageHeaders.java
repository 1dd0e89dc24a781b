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
class PageHeaders {

    /** Allows scripts, styles and sockets of this site only, and no inline ones. */
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
    private static final String SWAGGER_UI = "/q/swagger-ui";

    private static final String SWAGGER_UI_POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /**
     * Uploaded files run in a sandbox, so that their content cannot run scripts, load resources or act for this site.
     */
    private static final List<String> FILES = List.of("/api/attachments/", AvatarPath.ROOT);

    private static final String FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            // Not "no-referrer": with it browsers would send "Origin: null" for forms of this site, like other sites.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()");

    private static final Map<String, String> BEHIND_TLS =
            Map.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    /** Scripts and styles. Their names contain a hash of the content, so they never change, except in dev mode. */
    private static final String BUNDLED = "/static/bundle/";

    private static final String CACHE_FOREVER = "public, immutable, max-age=31536000";

    /** Runs before all other handlers, even before the rejection of a body. */
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
            context.addHeadersEndHandler(sent -> cacheForever(context.response()));
        }
        context.next();
    }

    /** Disables caching for all other responses, which are personal or soon out of date. */
    @ServerResponseFilter
    public void disableCaching(ContainerResponseContext response) {
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL.toString(), List.of("no-store"));
    }

    private static void cacheForever(HttpServerResponse response) {
        if (response.getStatusCode() == HttpResponseStatus.OK.code()) {
            response.headers().set(HttpHeaders.CACHE_CONTROL, CACHE_FOREVER);
        }
    }

    private static String policy(String path) {
        if (FILES.stream().anyMatch(path::startsWith)) {
            return FILE_POLICY;
        }
        return path.startsWith(SWAGGER_UI) ? SWAGGER_UI_POLICY : CONTENT_POLICY;
    }
}
