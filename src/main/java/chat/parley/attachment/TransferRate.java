package chat.parley.attachment;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures whether the client of a transfer keeps up. It counts the time that the server waits for the client, and not
 * the time that the server itself takes. Faster bytes make up for lost time but earn no credit. Thread-safe.
 */
final class TransferRate {

    /** A browser has six connections, so all of them together need 48 KB a second: a mobile connection on a bad day is faster. */
    static final long MIN_BYTES_PER_SECOND = 8 * 1024;
    /** What a client has to keep up with while others wait for its place. */
    static final long MIN_BYTES_PER_SECOND_WHEN_FULL = 64 * 1024;
    /** How long a connection may stand still: a telephone changes networks, a train passes a tunnel. */
    static final Duration MAX_LAG = Duration.ofSeconds(20);

    static final Duration MAX_LAG_WHEN_FULL = Duration.ofSeconds(2);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private long lag;
    private long lagWhenFull;
    private boolean waiting;
    private long since;

    /** @param nanos {@link System#nanoTime} */
    TransferRate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on the client is waited for. */
    synchronized void begin() {
        waiting = true;
        since = nanos.getAsLong();
    }

    /** The client has sent or taken that many bytes. */
    synchronized void end(long bytes) {
        var waited = waited();
        lag = Math.max(0, lag + waited - bytes * NANOS_PER_SECOND / MIN_BYTES_PER_SECOND);
        lagWhenFull = Math.max(0, lagWhenFull + waited - bytes * NANOS_PER_SECOND / MIN_BYTES_PER_SECOND_WHEN_FULL);
        waiting = false;
    }

    /** Whether it is to be ended, even if nobody waits for its place. */
    synchronized boolean isTooSlow() {
        return lag + waited() > MAX_LAG.toNanos();
    }

    /** Whether it is to be ended where somebody waits for its place. */
    boolean isTooSlowWhenFull() {
        return lagWhenFull() > MAX_LAG_WHEN_FULL.toNanos();
    }

    /** In nanoseconds. The client with the most is the slowest. */
    synchronized long lagWhenFull() {
        return lagWhenFull + waited();
    }

    private long waited() {
        return waiting ? nanos.getAsLong() - since : 0;
    }
}
