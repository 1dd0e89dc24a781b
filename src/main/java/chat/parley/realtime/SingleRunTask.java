package chat.parley.realtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Runs a task on at most one thread at a time. However a run ends, by an exception or because no thread was available,
 * the next {@link #start} starts another one. Thread-safe.
 */
final class SingleRunTask {

    private final Executor executor;
    private final Runnable work;
    private final BooleanSupplier hasMore;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param work runs until nothing is left to do
     * @param hasMore whether there is something to do; also checked after each run, for work that arrived at its end
     */
    SingleRunTask(Executor executor, Runnable work, BooleanSupplier hasMore) {
        this.executor = executor;
        this.work = work;
        this.hasMore = hasMore;
    }

    /**
     * Starts a run, unless one is in progress or there is nothing to do.
     *
     * @return false if the executor rejected it; then the caller has to try again later
     */
    boolean start() {
        if (!hasMore.getAsBoolean() || !running.compareAndSet(false, true)) {
            return true;
        }
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException rejected) {
            running.set(false);
            return false;
        }
    }

    private void run() {
        try {
            work.run();
        } finally {
            running.set(false);
        }
        start();
    }
}
