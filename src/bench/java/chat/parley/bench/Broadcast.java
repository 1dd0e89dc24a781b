package chat.parley.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Posts messages at a steady rate to one room and measures the delivery to all sockets. */
final class Broadcast {

    /** Posts the message with this sequence number. */
    interface Post {

        void message(long seq) throws Exception;
    }

    /**
     * The cost of the deliveries.
     *
     * @param serverMicros processor time of the server for each delivery, including all other work
     * @param loadMicros processor time of this process for each delivery
     * @param median milliseconds from the due time of a message to its last delivery
     */
    record Cost(double serverMicros, double loadMicros, double median, double p99) {}

    static final int SOCKETS = 1_000;
    static final int MESSAGES_PER_SECOND = 50;
    private static final long INTERVAL_NANOS = 1_000_000_000L / MESSAGES_PER_SECOND;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    private final List<ProcessHandle> servers;
    private final ListenerLoad listeners;
    private final Post post;
    private long seq;

    /**
     * @param servers all processes that take part
     * @param seq the sequence number of the last message so far
     */
    Broadcast(List<ProcessHandle> servers, ListenerLoad listeners, Post post, long seq) {
        this.servers = servers;
        this.listeners = listeners;
        this.post = post;
        this.seq = seq;
    }

    /** Returns when each message has arrived at each socket; throws if one takes more than ten seconds. */
    Cost during(Duration duration) throws Exception {
        var messages = Math.toIntExact(duration.toNanos() / INTERVAL_NANOS);
        var due = new long[messages];
        var first = seq + 1;
        var cpu = Cpu.of(servers);
        var own = Cpu.of(ProcessHandle.current());
        var start = System.nanoTime();
        for (var number = 0; number < messages; number++) {
            due[number] = start + number * INTERVAL_NANOS;
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
        for (var until = System.nanoTime() + DELIVERY_TIMEOUT.toNanos(); listeners.completeAt(message) == 0; ) {
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
