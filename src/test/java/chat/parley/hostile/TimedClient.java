package chat.parley.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import chat.parley.TestUser;
import io.vertx.core.json.JsonObject;

/** Sends requests in parallel and measures the time to each response. */
final class TimedClient {

    /** Longer than any response of a working service takes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * The response to a request.
     *
     * @param request its name
     * @param took from the request to the last byte of the response
     */
    record TimedResponse(String request, int status, Optional<String> retryAfter, String contentType, Duration took) {

        static TimedResponse to(String request, HttpResponse<?> response, long began) {
            return new TimedResponse(
                    request,
                    response.statusCode(),
                    response.headers().firstValue("Retry-After"),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Duration.ofNanos(System.nanoTime() - began));
        }

        /** Whether this is a 503 with a {@code Retry-After}. */
        boolean isUnavailable() {
            return status == 503 && retryAfter.isPresent();
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .build();
    private final String origin;

    TimedClient(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    CompletableFuture<TimedResponse> get(String path) {
        return send("GET " + path, request(path));
    }

    CompletableFuture<TimedResponse> get(TestUser person, String path) {
        return send("GET " + path, requestOf(person, path));
    }

    CompletableFuture<TimedResponse> open(TestUser person, String page) {
        return send("page " + page, requestOf(person, page).header("Accept", "text/html,application/xhtml+xml"));
    }

    CompletableFuture<TimedResponse> post(TestUser person, long room, String clientId) {
        var message = JsonObject.of("body", "message " + clientId, "clientId", clientId)
                .encode();
        return send(
                "post " + clientId,
                requestOf(person, "/api/rooms/" + room + "/messages")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(message)));
    }

    CompletableFuture<TimedResponse> signIn(TestUser person) {
        return send(
                "sign-in",
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString("username=" + person.username() + "&password=wrong")));
    }

    CompletableFuture<TimedResponse> signUp(String username) {
        var account = new JsonObject(Map.of("username", username, "password", TestUser.PASSWORD)).encode();
        return send(
                "sign-up",
                request("/api/accounts")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(account)));
    }

    CompletableFuture<TimedResponse> upload(TestUser person, long room, int bytes) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                + "x".repeat(bytes) + "\r\n--b--\r\n";
        return send(
                "upload",
                requestOf(person, "/api/rooms/" + room + "/attachments")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** The status of the upgrade; 101 if the socket opens, which is then closed. */
    CompletableFuture<TimedResponse> upgrade(TestUser person) {
        var began = System.nanoTime();
        return http.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .header("Cookie", "parley=" + person.session())
                .header("Origin", origin)
                .buildAsync(URI.create(origin.replace("http", "ws") + "/ws"), new WebSocket.Listener() {})
                .handle((socket, failure) -> {
                    if (socket != null) {
                        socket.abort();
                        return new TimedResponse(
                                "socket", 101, Optional.empty(), "", Duration.ofNanos(System.nanoTime() - began));
                    }
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof WebSocketHandshakeException refused) {
                        return TimedResponse.to("socket", refused.getResponse(), began);
                    }
                    throw new CompletionException(cause);
                });
    }

    private CompletableFuture<TimedResponse> send(String name, HttpRequest.Builder request) {
        var began = System.nanoTime();
        return http.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> TimedResponse.to(name, response, began));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path)).timeout(TIMEOUT);
    }

    private HttpRequest.Builder requestOf(TestUser person, String path) {
        return request(path).header("Cookie", "parley=" + person.session()).header("Origin", origin);
    }
}
