package chat.parley.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Opens the sockets of one account a few at a time, in order. Opening reads all rooms of the account, so without a
 * limit one account with thousands of rooms could occupy all threads and database connections. Thread-safe; never
 * blocks, and a waiting socket holds no thread.
 */
@ApplicationScoped
class HandshakeQueue {

    static final int MAX_OPENINGS_PER_ACCOUNT = 4;

    /** The openings of one account. The limit of sockets per account bounds the queue. */
    private static final class AccountQueue {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    private final Map<Long, AccountQueue> queues = new ConcurrentHashMap<>();
    private final Executor executor;

    HandshakeQueue(ManagedExecutor executor) {
        this.executor = executor;
    }

    /**
     * Runs an opening on the executor, as soon as fewer than {@link #MAX_OPENINGS_PER_ACCOUNT} of the account run.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor rejects it
     */
    void execute(long account, Runnable opening) {
        var startsNow = new boolean[1];
        queues.compute(account, (id, queue) -> {
            var current = queue == null ? new AccountQueue() : queue;
            if (current.running < MAX_OPENINGS_PER_ACCOUNT) {
                current.running++;
                startsNow[0] = true;
            } else {
                current.waiting.add(opening);
            }
            return current;
        });
        if (startsNow[0]) {
            start(account, opening);
        }
    }

    private void start(long account, Runnable opening) {
        var started = false;
        try {
            executor.execute(() -> run(account, opening));
            started = true;
        } finally {
            if (!started) {
                endFailedRun(account);
            }
        }
    }

    /** Runs the opening, and then the queued ones of the account on the same thread. */
    private void run(long account, Runnable opening) {
        for (var next = opening; next != null; next = next(account)) {
            try {
                next.run();
            } catch (RuntimeException | Error failed) {
                endFailedRun(account);
                throw failed;
            }
        }
    }

    /** Returns the next queued opening, or ends this run if there is none. */
    private Runnable next(long account) {
        var next = new Runnable[1];
        queues.computeIfPresent(account, (id, queue) -> {
            next[0] = queue.waiting.poll();
            return next[0] == null && --queue.running == 0 ? null : queue;
        });
        return next[0];
    }

    /** Ends a failed run. If openings are queued, the next one starts on another thread. */
    private void endFailedRun(long account) {
        var next = next(account);
        if (next != null) {
            start(account, next);
        }
    }
}
