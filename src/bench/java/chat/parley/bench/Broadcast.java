package chat.parley.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Messages at a steady rate to one room, and how they come to everyone who listens. */
final class Broadcast {

    /** Posts the message that will have this place. */
    interface Post {

        void message(long seq) throws Exception;
    }

    /**
     * What it cost.
     *
     * @param serverMicros processor time of the server for a delivery, all that it did included
     * @param loadMicros that of this process
     * @param median milliseconds from the moment at which a message was due to its last delivery
     */
    record Cost(double serverMicros, double loadMicros, double median, double p99) {}

    static final int SOCKETS = 1_000;
    static final int A_SECOND = 50;
    private static final long BETWEEN = 1_000_000_000L / A_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<ProcessHandle> servers;
    private final ListenerLoad listeners;
    private final Post post;
    private long seq;

    /**
     * @param servers all that have a part in it
     * @param seq the place of the last message until now
     */
    Broadcast(List<ProcessHandle> servers, ListenerLoad listeners, Post post, long seq) {
        this.servers = servers;
        this.listeners = listeners;
        this.post = post;
        this.seq = seq;
    }

    /** Returns when each of the messages has come to each of the sockets; throws when one has not within ten seconds. */
    Cost during(Duration duration) throws Exception {
        var messages = Math.toIntExact(duration.toNanos() / BETWEEN);
        var due = new long[messages];
        var first = seq + 1;
        var cpu = Cpu.of(servers);
        var own = Cpu.of(ProcessHandle.current());
        var start = System.nanoTime();
        for (var number = 0; number < messages; number++) {
            due[number] = start + number * BETWEEN;
            waitUntil(due[number]);
            post.message(++seq);
        }
        var millis = new double[messages];
        for (var number = 0; number < messages; number++) {
            millis[number] = (complete(first + number) - due[number]) / 1e6;
        }
        Arrays.sort(millis);
        var deliveries = (long) messages * SOCKETS;
        return new Cost(
                cpu.microsFor(deliveries),
                own.microsFor(deliveries),
                millis[messages / 2],
                millis[messages * 99 / 100]);
    }

    private long complete(long message) {
        for (var until = System.nanoTime() + PATIENCE.toNanos(); listeners.completeAt(message) == 0; ) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Message %d has not come to everyone".formatted(message));
            }
            LockSupport.parkNanos(1_000_000);
        }
        return listeners.completeAt(message);
    }

    private static void waitUntil(long moment) {
        for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
