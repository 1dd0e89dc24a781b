package chat.parley.ops;

import java.time.Duration;

/**
 * Detects a process that spends its time on garbage collection: the heap stays almost full after collections, and they
 * take most of a whole {@link #WINDOW}. Not thread-safe.
 */
final class HeapExhaustion {

    /** The part of the heap that is still in use after a collection. */
    static final double FULL = 0.95;
    /** The part of the time that collections take. A busy process with room in its heap stays below a tenth. */
    private static final double MAX_COLLECTION_SHARE = 0.5;
    /** Long enough for a burst to pass, and for several collections of a large heap, which count when they end. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private long windowNanos;
    private long windowCollectionMillis;

    HeapExhaustion(long nanos, long collectionMillis) {
        begin(nanos, collectionMillis);
    }

    /**
     * Takes a reading; true when it is time to end the process, one to two windows after that has begun. Allocates nothing.
     *
     * @param nanos {@link System#nanoTime()}
     * @param collectionMillis the time that all collections until now have taken
     * @param full whether the last collection left {@link #FULL} of the heap in use
     */
    boolean isReached(long nanos, long collectionMillis, boolean full) {
        var passed = nanos - windowNanos;
        if (full && passed < WINDOW.toNanos()) {
            return false;
        }
        var reached = full && (collectionMillis - windowCollectionMillis) * 1e6 > MAX_COLLECTION_SHARE * passed;
        begin(nanos, collectionMillis);
        return reached;
    }

    private void begin(long nanos, long collectionMillis) {
        windowNanos = nanos;
        windowCollectionMillis = collectionMillis;
    }
}
