package chat.parley.account;

import java.util.Optional;

import io.vertx.core.http.HttpServerRequest;

/**
 * {@code Authorization: Bearer <token>}, by which a program proves itself. No page can make a browser send it along, so what
 * comes with it is not asked from where it comes. It counts before a cookie, also when it proves nothing.
 */
final class BearerToken {

    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    static boolean brought(HttpServerRequest request) {
        return header(request).isPresent();
    }

    /** The token; none when it cannot be one of ours. */
    static Optional<Token> read(HttpServerRequest request) {
        return header(request)
                .map(header -> new Token(header.substring(SCHEME.length()).strip()))
                .filter(Token::wellFormedOfProgram);
    }

    private static Optional<String> header(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.split(" ", 2)[0].equalsIgnoreCase(SCHEME));
    }
}
