package chat.parley.account;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/**
 * The cookie that holds a {@link Token}. Behind TLS it is named {@code __Host-parley}, which browsers take only when it is
 * Secure, for this very host and the whole site: no other host of the domain can plant one.
 */
@ApplicationScoped
public class SessionCookie {

    private static final String PLAIN = "parley";
    private static final String SECURE = "__Host-parley";

    private final boolean publicIsSecure;
    private final Duration lifetime;

    SessionCookie(@ConfigProperty(name = "parley.public-url") Optional<URI> publicUrl,
            @ConfigProperty(name = "parley.session.lifetime") Duration lifetime) {
        this.lifetime = lifetime;
        this.publicIsSecure = publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    /** The token that the request brings; none when it brings none that could be ours. */
    Optional<Token> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(secure(request) ? SECURE : PLAIN))
                .map(Cookie::getValue).map(Token::new).filter(Token::wellFormed);
    }

    /** The cookie lives as long as the session does at most. */
    public NewCookie write(HttpServerRequest request, Token token) {
        return cookie(request).value(token.text()).maxAge((int) lifetime.toSeconds()).build();
    }

    NewCookie clear(HttpServerRequest request) {
        return cookie(request).value("").maxAge(0).build();
    }

    private NewCookie.Builder cookie(HttpServerRequest request) {
        var secure = secure(request);
        return new NewCookie.Builder(secure ? SECURE : PLAIN)
                .path("/").httpOnly(true).secure(secure).sameSite(NewCookie.SameSite.LAX);
    }

    private boolean secure(HttpServerRequest request) {
        return publicIsSecure || request.isSSL();
    }
}
