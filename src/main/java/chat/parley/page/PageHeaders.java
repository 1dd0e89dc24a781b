package chat.parley.page;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What browsers are told about every answer of ours. */
public class PageHeaders {

    /** Scripts, styles and sockets of this site only, and none written into the page. */
    private static final String CONTENT_POLICY = String.join("; ",
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
            "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'");

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_POLICY,
            // Not "no-referrer": with it browsers send "Origin: null" with our own forms, and we could not tell them apart.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()",
            HttpHeaders.CACHE_CONTROL, "no-store");

    private static final Map<String, String> BEHIND_TLS = Map.of("Strict-Transport-Security", "max-age=31536000");

    private final boolean publicIsSecure;

    PageHeaders(@ConfigProperty(name = "parley.public-url") Optional<URI> publicUrl) {
        this.publicIsSecure = publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    @ServerResponseFilter
    public void add(ContainerResponseContext response) {
        add(response, ALWAYS);
        if (publicIsSecure) {
            add(response, BEHIND_TLS);
        }
    }

    private static void add(ContainerResponseContext response, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!response.getHeaders().containsKey(name)) {
                response.getHeaders().putSingle(name, value);
            }
        });
    }
}
