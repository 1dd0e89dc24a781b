package chat.parley.auth;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

import io.vertx.core.http.HttpServerRequest;

/** The cookie that holds a {@link Token}. */
@ApplicationScoped
public class SessionCookie {

    private static final String NAME = "parley";

    private final CookieFactory cookies;
    private final Duration lifetime;

    SessionCookie(CookieFactory cookies, SessionConfig config) {
        this.cookies = cookies;
        this.lifetime = config.lifetime();
    }

    /** The token of a request; empty if it has none or a malformed one. */
    Optional<Token> read(HttpServerRequest request) {
        return cookies.read(request, NAME).map(Token::new).filter(Token::isWellFormed);
    }

    /** Creates the cookie. Its age is the maximum lifetime of a session. */
    public NewCookie write(HttpServerRequest request, Token token) {
        return cookies.write(request, NAME)
                .value(token.text())
                .maxAge((int) lifetime.toSeconds())
                .build();
    }

    NewCookie clear(HttpServerRequest request) {
        return cookies.write(request, NAME).value("").maxAge(0).build();
    }
}
