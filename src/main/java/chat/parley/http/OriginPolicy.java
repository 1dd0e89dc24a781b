package chat.parley.http;

import java.net.URI;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.http.HttpServerRequest;

/**
 * Decides which origins belong to this site: that of {@code parley.public-url} if it is set, otherwise the host and
 * port that the request was sent to. A page on another site cannot make a browser forge those.
 */
@ApplicationScoped
public class OriginPolicy {

    private final Optional<URI> publicUrl;
    private final Optional<String> publicOrigin;
    private final int port;

    /**
     * @param publicUrl not in a {@code @ConfigMapping}, because one for {@code parley} would have to map every key that
     *        starts with it
     */
    OriginPolicy(
            @ConfigProperty(name = "parley.public-url") Optional<URI> publicUrl,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.publicUrl = publicUrl;
        this.port = port;
        this.publicOrigin = publicUrl.map(url -> url.getScheme() + "://" + url.getAuthority());
    }

    /** Whether {@code parley.public-url} is set and starts with {@code https}. */
    public boolean isPublicUrlSecure() {
        return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Whether the headers name a page of this site as the origin of the request. */
    public boolean sent(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        return origin != null ? own(origin, request) : "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Whether the headers name a page of another site as the origin of the request. */
    public boolean isFromOtherSite(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        return origin != null ? !own(origin, request) : "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /**
     * Returns the URL of a page, for mails and links. Uses {@code parley.public-url}, else the local address, but
     * never the {@code Host} of a request, which clients can forge.
     *
     * @param path starts with a slash
     */
    public String link(String path) {
        return publicOrigin.orElse("http://localhost:" + port) + path;
    }

    /** The name of the site: its host, and the port unless it is the default. */
    public String name() {
        return link("").replaceFirst(".*://", "");
    }

    private boolean own(String origin, HttpServerRequest request) {
        return publicOrigin.map(origin::equalsIgnoreCase).orElseGet(() -> {
            var at = origin.indexOf("://");
            return at > 0
                    && request.authority() != null
                    && origin.substring(at + 3)
                            .equalsIgnoreCase(request.authority().toString());
        });
    }
}
