package chat.parley.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import chat.parley.TestUser;

/** Open sockets of several accounts. Counts the frames that they receive. */
final class SocketPool implements AutoCloseable {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final Map<String, LongAdder> heard = new ConcurrentHashMap<>();

    /** Opens that many sockets for each user and waits for the first frame of each. */
    static SocketPool of(List<TestUser> people, int socketsEach) {
        var crowd = new SocketPool();
        for (var person : people) {
            for (var socket = 0; socket < socketsEach; socket++) {
                crowd.open(person);
            }
        }
        return crowd;
    }

    int size() {
        return sockets.size();
    }

    /** The number of frames on all sockets that contain all of these parts. */
    long count(String... parts) {
        return heard.entrySet().stream()
                .filter(entry -> List.of(parts).stream().allMatch(entry.getKey()::contains))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
    }

    private void open(TestUser person) {
        sockets.add(http.newWebSocketBuilder()
                .connectTimeout(OPEN_TIMEOUT)
                .header("Cookie", "parley=" + person.session())
                .header("Origin", TestUser.origin())
                .buildAsync(URI.create(TestUser.origin().replaceFirst("http", "ws") + "/ws"), new Counter())
                .orTimeout(OPEN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private final class Counter implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                heard.computeIfAbsent(partial.toString(), frame -> new LongAdder())
                        .increment();
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
