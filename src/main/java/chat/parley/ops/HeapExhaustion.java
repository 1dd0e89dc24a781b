package chat.parley.ops;

import java.time.Duration;

/**
 * Detects a process that spends its time on garbage collection: the heap stays almost full after collections, and they
 * take most of a whole {@link #WINDOW}. Not thread-safe.
 */
final class HeapExhaustion {

    /** The share of the heap in use after a collection from which the heap counts as full. */
    static final double FULL = 0.95;
    /** The share of time that collections may take. A busy process with free heap stays below a tenth. */
    private static final double MAX_COLLECTION_SHARE = 0.5;
    /** Longer than a burst, and than several collections of a large heap, which count when they end. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private long windowNanos;
    private long windowCollectionMillis;

    HeapExhaustion(long nanos, long collectionMillis) {
        startWindow(nanos, collectionMillis);
    }

    /**
     * Records a reading. Returns true if the process should end, one to two windows after the heap became full. Does not
     * allocate memory.
     *
     * @param nanos {@link System#nanoTime()}
     * @param collectionMillis the time that all collections until now have taken
     * @param full whether the last collection left {@link #FULL} of the heap in use
     */
    boolean isReached(long nanos, long collectionMillis, boolean full) {
        var elapsed = nanos - windowNanos;
        if (full && elapsed < WINDOW.toNanos()) {
            return false;
        }
        var exceeded = full && (collectionMillis - windowCollectionMillis) * 1e6 > MAX_COLLECTION_SHARE * elapsed;
        startWindow(nanos, collectionMillis);
        return exceeded;
    }

    private void startWindow(long nanos, long collectionMillis) {
        windowNanos = nanos;
        windowCollectionMillis = collectionMillis;
    }
}
