package chat.parley;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.restassured.response.ValidatableResponse;

/** An open socket and the frames that it receives. Every wait has a timeout. */
public final class TestSocket implements AutoCloseable, WebSocket.Listener {

    private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(15);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<Json> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private Json ready;

    private TestSocket() {}

    static TestSocket open(String session) {
        var testSocket = new TestSocket();
        testSocket.socket = upgrade(session, TestUser.origin(), testSocket);
        testSocket.ready = testSocket.receive("ready");
        return testSocket;
    }

    /** The response to a rejected upgrade: a problem object. */
    public static ValidatableResponse rejectedUpgrade(String session, String origin, int status) {
        var request = given().header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", 13)
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (session != null) {
            request.cookie("parley", session);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return request.get("/ws")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", not(emptyOrNullString()));
    }

    private static WebSocket upgrade(String session, String origin, TestSocket testSocket) {
        var builder = CLIENT.newWebSocketBuilder().connectTimeout(FRAME_TIMEOUT);
        if (session != null) {
            builder.header("Cookie", "parley=" + session);
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create(TestUser.origin().replaceFirst("http", "ws") + "/ws"), testSocket)
                .join();
    }

    /** The first frame. */
    public Json ready() {
        return ready;
    }

    public void send(String frame) {
        socket.sendText(frame, true)
                .orTimeout(FRAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Sends a first fragment without the rest of the message. */
    public void sendFragment(String part) {
        socket.sendText(part, false)
                .orTimeout(FRAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(FRAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The next frame of that type. Skips frames of other types. */
    public Json receive(String type) {
        return receive(type, frame -> true);
    }

    public Json receive(String type, Predicate<Json> condition) {
        var skipped = new ArrayList<String>();
        var until = System.nanoTime() + FRAME_TIMEOUT.toNanos();
        while (true) {
            var frame = next(until - System.nanoTime());
            assertThat(frame).as("a %s frame; heard only %s", type, skipped).isNotNull();
            if (type.equals(frame.getString("type")) && condition.test(frame)) {
                return frame;
            }
            skipped.add(frame.getString("type"));
        }
    }

    /** The next {@code count} messages of a room, in the order of arrival. */
    public List<Json> receiveMessages(long room, int count) {
        var messages = new ArrayList<Json>();
        while (messages.size() < count) {
            messages.add(receive("message", frame -> frame.getLong("room") == room));
        }
        return messages;
    }

    /** All frames before the response to a ping, which includes everything that the service queued before the ping. */
    public List<Json> receivePending() {
        send("{\"type\":\"ping\"}");
        var received = new ArrayList<Json>();
        var until = System.nanoTime() + FRAME_TIMEOUT.toNanos();
        for (var frame = next(until - System.nanoTime()); ; frame = next(until - System.nanoTime())) {
            assertThat(frame).as("a pong").isNotNull();
            if ("pong".equals(frame.getString("type"))) {
                return received;
            }
            received.add(frame);
        }
    }

    /** Asserts that no frame of that type has arrived so far. */
    public void assertNotReceived(String type) {
        assertThat(receivePending())
                .extracting(frame -> frame.getString("type"))
                .doesNotContain(type);
    }

    /** The close code of the service. */
    public int closeCode() {
        return closed.orTimeout(FRAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Json.from(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    private Json next(long nanos) {
        try {
            return frames.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
