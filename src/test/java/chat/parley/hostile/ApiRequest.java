package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import chat.parley.hostile.ApiOperation.Encoding;

/**
 * A generated request.
 *
 * @param path the values of the path parameters, by name
 * @param query the query string
 * @param body null for no body
 */
record ApiRequest(
        ApiOperation operation, Map<String, String> path, Map<String, String> query, String body, String accept) {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(20);

    HttpRequest request(String origin, String session) {
        var request = HttpRequest.newBuilder(
                        URI.create(origin + filledPath() + (query.isEmpty() ? "" : "?" + encoded(query))))
                .timeout(RESPONSE_TIMEOUT)
                .header("Origin", origin)
                .header("Cookie", "parley=" + session)
                .header("Accept", accept);
        if (operation.hasBody()) {
            request.header(
                    "Content-Type",
                    operation.encoding() == Encoding.PARTS ? MultipartBodies.TYPE : operation.encoding().type);
        }
        return request.method(
                        operation.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private String filledPath() {
        var filled = operation.path();
        for (var value : path.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", encoded(value.getValue()));
        }
        return filled;
    }
}
