package chat.parley.auth;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

import chat.parley.http.OriginPolicy;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/**
 * Creates cookies: for the whole site, HttpOnly and SameSite. Over TLS their names start with {@code __Host-}, which
 * browsers accept only from this host and only if the cookie is Secure, so no other host of the domain can set one.
 */
@ApplicationScoped
public class CookieFactory {

    private static final String HOST_PREFIX = "__Host-";

    private final boolean publicIsSecure;

    CookieFactory(OriginPolicy originPolicy) {
        this.publicIsSecure = originPolicy.isPublicUrlSecure();
    }

    /** The value of a cookie; empty if the request does not have it. */
    public Optional<String> read(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(fullName(request, name))).map(Cookie::getValue);
    }

    /** A builder for a cookie, without a value or age. */
    public NewCookie.Builder write(HttpServerRequest request, String name) {
        return new NewCookie.Builder(fullName(request, name))
                .path("/")
                .httpOnly(true)
                .secure(secure(request))
                .sameSite(NewCookie.SameSite.LAX);
    }

    private String fullName(HttpServerRequest request, String name) {
        return secure(request) ? HOST_PREFIX + name : name;
    }

    private boolean secure(HttpServerRequest request) {
        return publicIsSecure || request.isSSL();
    }
}
