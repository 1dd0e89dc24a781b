package chat.parley.resilience;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes like a page: one message at a time, retried with the same client id until the service acknowledges it. */
final class MessageWriter implements Runnable {

    /** An acknowledged message, which the service guarantees to keep. */
    record Acknowledged(long room, long seq, String clientId, String body) {}

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(400);
    /** The maximum pause between two messages, so that a process that starts at the same time gets enough processor time. */
    private static final long MAX_THINK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Api api;
    private final List<Long> rooms;
    private final BooleanSupplier goOn;
    private final Random random;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mostTries = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** @param goOn checked before each new message; the last message is always retried until it is acknowledged */
    MessageWriter(Api api, List<Long> rooms, BooleanSupplier goOn, long seed) {
        this.api = api;
        this.rooms = rooms;
        this.goOn = goOn;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            var room = rooms.get(random.nextInt(rooms.size()));
            postUntilAcknowledged(
                    room,
                    "word ".repeat(1 + random.nextInt(60)) + random.nextInt(),
                    UUID.randomUUID().toString());
            if (!ChaosSettings.isLong()) {
                LockSupport.parkNanos((long) (random.nextDouble() * MAX_THINK_NANOS));
            }
        }
    }

    Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Responses that no client could have caused or handled. */
    Queue<String> problems() {
        return complaints;
    }

    /** The maximum attempts that a message needed since the last call. */
    int maxAttempts() {
        return mostTries.getAndSet(0);
    }

    private void postUntilAcknowledged(long room, String body, String clientId) {
        var tries = 1;
        while (!tryToPost(room, body.strip(), clientId)) {
            LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE));
            tries++;
        }
        mostTries.accumulateAndGet(tries, Math::max);
    }

    private boolean tryToPost(long room, String body, String clientId) {
        try {
            var response = api.post(room, body, clientId);
            if (response.statusCode() == 200 || response.statusCode() == 201) {
                var seq = Api.JSON.readTree(response.body()).get("seq").asLong();
                return acknowledged.add(new Acknowledged(room, seq, clientId, body));
            }
            if (!isRetryable(response)) {
                complaints.add(response.statusCode() + " " + response.body());
            }
            return false;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isRetryable(HttpResponse<String> response) {
        return (response.statusCode() == 503 || response.statusCode() == 429)
                && response.headers().firstValue("Retry-After").isPresent();
    }
}
