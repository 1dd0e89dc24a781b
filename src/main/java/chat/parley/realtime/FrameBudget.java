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
    private double left;
    private long refilledAt;

    /** @param nanoClock as {@link System#nanoTime} counts */
    FrameBudget(int framesPerSecond, LongSupplier nanoClock) {
        this.framesPerSecond = framesPerSecond;
        this.nanoClock = nanoClock;
        this.left = framesPerSecond;
        this.refilledAt = nanoClock.getAsLong();
    }

    /** Whether anything is left to spend now. */
    synchronized boolean isLeft() {
        var now = nanoClock.getAsLong();
        left = Math.min(framesPerSecond, left + framesPerSecond * (now - refilledAt) / NANOS_PER_SECOND);
        refilledAt = now;
        return left >= 1;
    }

    /** @param frames sockets that are sent one; none counts as one, so that work for nobody has its bound too */
    synchronized void spend(int frames) {
        left -= Math.max(1, frames);
    }
}
