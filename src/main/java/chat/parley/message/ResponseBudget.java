package chat.parley.message;

/**
 * Bounds the size and the time of a list response. A list ends when its budget is used up and reports that there is
 * more; it always contains at least one item. Not thread-safe.
 */
final class ResponseBudget {

    /**
     * Bytes of the messages of a response, with their files and reactions. The usual 25 messages fit with 4,000
     * letters each.
     */
    static final long MAX_BYTES = 256 * 1024;
    /** Time for rendering messages whose HTML is out of date. An ordinary message takes a tenth of a millisecond. */
    private static final long MAX_RENDERING_NANOS = 500_000_000;

    private final long maxBytes;
    private final long startNanos = System.nanoTime();
    private long bytes;
    private int items;

    private ResponseBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static ResponseBudget whole() {
        return new ResponseBudget(MAX_BYTES);
    }

    static ResponseBudget half() {
        return new ResponseBudget(MAX_BYTES / 2);
    }

    /**
     * Adds an item of this size in bytes, if it fits. The first item always fits.
     *
     * @return whether the item was added
     */
    boolean tryAdd(long size) {
        if (items > 0 && bytes + size > maxBytes) {
            return false;
        }
        items++;
        bytes += size;
        return true;
    }

    /** Whether there is time to render another text. The first text is always rendered. */
    boolean hasTimeToRender() {
        return items == 0 || System.nanoTime() - startNanos < MAX_RENDERING_NANOS;
    }
}
