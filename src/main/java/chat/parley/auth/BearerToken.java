package chat.parley.auth;

import java.util.Optional;

import io.vertx.core.http.HttpServerRequest;

/**
 * {@code Authorization: Bearer <token>}, the credentials of a program. No page can make a browser send this header, so
 * such a request needs no CSRF check. It takes precedence over a cookie, even if the token is invalid.
 */
final class BearerToken {

    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    static boolean isPresent(HttpServerRequest request) {
        return header(request).isPresent();
    }

    /** The token; empty if it is malformed. */
    static Optional<Token> read(HttpServerRequest request) {
        return header(request)
                .map(header -> new Token(header.substring(SCHEME.length()).strip()))
                .filter(Token::isWellFormedAccessToken);
    }

    private static Optional<String> header(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.split(" ", 2)[0].equalsIgnoreCase(SCHEME));
    }
}
