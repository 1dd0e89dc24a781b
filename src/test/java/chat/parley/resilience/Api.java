package chat.parley.resilience;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The HTTP API for one user over one network; every wait has a timeout. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final int PAGE = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();
    private final String origin;
    private final String session;

    Api(int port, String session) {
        this.origin = "http://127.0.0.1:" + port;
        this.session = session;
    }

    HttpResponse<String> post(long room, String body, String clientId) throws IOException, InterruptedException {
        var json = JSON.createObjectNode().put("body", body).put("clientId", clientId);
        return http.send(
                request("/api/rooms/" + room + "/messages")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var response = http.send(request(path).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " is answered with " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    /** All messages of a room, as a new client fetches them. */
    List<JsonNode> fetchAll(long room) throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            var after = all.isEmpty() ? 0 : all.get(all.size() - 1).get("seq").asLong();
            page = get("/api/rooms/%d/messages?after=%d&limit=%d".formatted(room, after, PAGE));
            page.get("items").forEach(all::add);
        } while (page.get("more").asBoolean());
        return all;
    }

    JsonNode fetchChanges(long room, long version) throws IOException, InterruptedException {
        return get("/api/rooms/%d/messages?changedSince=%d&limit=%d".formatted(room, version, PAGE));
    }

    CompletableFuture<WebSocket> openSocket(WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .connectTimeout(REQUEST_TIMEOUT)
                .header("Cookie", "parley=" + session)
                .header("Origin", origin)
                .buildAsync(URI.create(origin.replace("http", "ws") + "/ws"), listener);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Cookie", "parley=" + session)
                .header("Origin", origin);
    }
}
