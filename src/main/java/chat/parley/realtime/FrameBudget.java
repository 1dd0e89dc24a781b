package chat.parley.realtime;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the frames of one kind per second, over all callers. A single burst may exceed what is left and reduces the
 * budget of the next seconds, so that a room that is larger than the budget is served too. Thread-safe.
 */
final class FrameBudget {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int framesPerSecond;
    private final LongSupplier nanoClock;
    private double remaining;
    private long refilledAt;

    /** @param nanoClock returns the time in nanoseconds, like {@link System#nanoTime} */
    FrameBudget(int framesPerSecond, LongSupplier nanoClock) {
        this.framesPerSecond = framesPerSecond;
        this.nanoClock = nanoClock;
        this.remaining = framesPerSecond;
        this.refilledAt = nanoClock.getAsLong();
    }

    /** Whether at least one frame may be sent now. */
    synchronized boolean hasRemaining() {
        var now = nanoClock.getAsLong();
        remaining = Math.min(framesPerSecond, remaining + framesPerSecond * (now - refilledAt) / NANOS_PER_SECOND);
        refilledAt = now;
        return remaining >= 1;
    }

    /** @param frames the number of frames that are sent; 0 counts as 1, so that work without receivers is limited too */
    synchronized void spend(int frames) {
        remaining -= Math.max(1, frames);
    }
}
