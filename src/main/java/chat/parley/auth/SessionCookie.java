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

    private final SiteCookie cookies;
    private final Duration lifetime;

    SessionCookie(SiteCookie cookies, SessionConfig config) {
        this.cookies = cookies;
        this.lifetime = config.lifetime();
    }

    /** The token that the request brings; none when it brings none that could be ours. */
    Optional<Token> read(HttpServerRequest request) {
        return cookies.read(request, NAME).map(Token::new).filter(Token::wellFormed);
    }

    /** The cookie lives as long as the session does at most. */
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
