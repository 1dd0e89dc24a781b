package chat.parley.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import chat.parley.platform.RequestInternals;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Rules of RFC 9112 that the decoder does not check. The platform answers some violations without a problem object, and reads
 * a body of unknown coding as the next request.
 */
final class RequestSyntax {

    private static final String CHUNKED = "chunked";

    private RequestSyntax() {}

    /**
     * Checks a request.
     *
     * @return the status of the rejection; empty if the request is well-formed
     */
    static Optional<HttpResponseStatus> violation(HttpRequest request) {
        var known = request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return known && hasHost(request) && hasTarget(request)
                ? codingFault(request)
                : Optional.of(HttpResponseStatus.BAD_REQUEST);
    }

    /**
     * Whether there is exactly one {@code Host}. With several, a proxy may use another one than Parley. HTTP/1.0 may
     * have none.
     */
    private static boolean hasHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0) && hosts.isEmpty()
                || hosts.size() == 1 && RequestInternals.isValidAuthority(hosts.get(0));
    }

    private static boolean hasTarget(HttpRequest request) {
        if (request.uri().chars().allMatch(RequestSyntax::isPlain)) {
            return true;
        }
        try {
            new URI(request.uri());
            return true;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static boolean isPlain(int sign) {
        return sign >= 'a' && sign <= 'z'
                || sign >= 'A' && sign <= 'Z'
                || sign >= '/' && sign <= '9'
                || "-._~?&=".indexOf(sign) >= 0;
    }

    /**
     * Whether the end of the body is unambiguous (RFC 9112, 6.1 and 6.3). Parley supports only the coding {@code
     * chunked}.
     */
    private static Optional<HttpResponseStatus> codingFault(HttpRequest request) {
        var headers = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        var codings = codings(headers);
        var known = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (known && codings.equals(List.of(CHUNKED))) {
            return Optional.empty();
        }
        var chunked = codings.indexOf(CHUNKED);
        var misplaced = !known || codings.isEmpty() || chunked >= 0 && chunked < codings.size() - 1;
        return Optional.of(misplaced ? HttpResponseStatus.BAD_REQUEST : HttpResponseStatus.NOT_IMPLEMENTED);
    }

    private static List<String> codings(List<String> headers) {
        var codings = new ArrayList<String>();
        for (var coding : String.join(",", headers).split(",", -1)) {
            if (!coding.isBlank()) {
                codings.add(coding.strip().toLowerCase(Locale.ROOT));
            }
        }
        return codings;
    }
}
