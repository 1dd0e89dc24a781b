package chat.parley.attachment;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures whether the client of a transfer keeps up. It counts the time that the server waits for the client, and not
 * the time that the server itself takes. Faster bytes make up for lost time but earn no credit. Thread-safe.
 */
final class TransferRate {

    /** A browser has six connections, which together need 48 KB a second. A bad mobile connection is faster. */
    static final long MIN_BYTES_PER_SECOND = 8 * 1024;
    /** Minimum rate while all slots are taken. */
    static final long MIN_BYTES_PER_SECOND_WHEN_FULL = 64 * 1024;
    /** How long a connection may stall, for example while a phone changes networks. */
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

    /** Starts the time that the server waits for the client. */
    synchronized void begin() {
        waiting = true;
        since = nanos.getAsLong();
    }

    /**
     * Ends the time of waiting.
     *
     * @param bytes that the client has sent or received
     */
    synchronized void end(long bytes) {
        var waited = waited();
        lag = Math.max(0, lag + waited - bytes * NANOS_PER_SECOND / MIN_BYTES_PER_SECOND);
        lagWhenFull = Math.max(0, lagWhenFull + waited - bytes * NANOS_PER_SECOND / MIN_BYTES_PER_SECOND_WHEN_FULL);
        waiting = false;
    }

    /** Whether the transfer must be aborted. */
    synchronized boolean isTooSlow() {
        return lag + waited() > MAX_LAG.toNanos();
    }

    /** Whether the transfer may be aborted in favor of another. */
    boolean isTooSlowWhenFull() {
        return lagWhenFull() > MAX_LAG_WHEN_FULL.toNanos();
    }

    /** The lag behind the rate for full slots, in nanoseconds. The slowest transfer has the largest lag. */
    synchronized long lagWhenFull() {
        return lagWhenFull + waited();
    }

    private long waited() {
        return waiting ? nanos.getAsLong() - since : 0;
    }
}
