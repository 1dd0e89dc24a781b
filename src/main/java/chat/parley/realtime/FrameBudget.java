package chat.parley.realtime;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many frames of one kind may go out in a second, over all callers. What is sent at once may exceed what is left: then the
 * next seconds have less, so that a room or a crowd that is larger than the budget still has its turn. Any thread.
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
