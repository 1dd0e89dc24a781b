package chat.parley.message;

/**
 * Bounds the size and the time of a list response. A list ends when its budget is used up and reports that there is
 * more; it always contains at least one item. Not thread-safe.
 */
final class AnswerBudget {

    /** Bytes of texts and what hangs on them. The usual 25 messages fit with 4,000 letters each. */
    static final long MAX_BYTES = 256 * 1024;
    /** For HTML that an older version of the renderer made. An ordinary message takes a tenth of a millisecond. */
    private static final long MAX_RENDERING_NANOS = 500_000_000;

    private final long maxBytes;
    private final long began = System.nanoTime();
    private long bytes;
    private int items;

    private AnswerBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static AnswerBudget whole() {
        return new AnswerBudget(MAX_BYTES);
    }

    static AnswerBudget half() {
        return new AnswerBudget(MAX_BYTES / 2);
    }

    /** Whether an item of this size has its place in the answer; if so, it has taken it. */
    boolean takes(long size) {
        if (items > 0 && bytes + size > maxBytes) {
            return false;
        }
        items++;
        bytes += size;
        return true;
    }

    /** Whether another text may still be rendered. */
    boolean rendersMore() {
        return items == 0 || System.nanoTime() - began < MAX_RENDERING_NANOS;
    }
}
