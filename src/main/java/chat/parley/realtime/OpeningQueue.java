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
class OpeningQueue {

    static final int MAX_OPENINGS_PER_ACCOUNT = 4;

    /** What one account has under way. It holds no more than its sockets, which have a limit. */
    private static final class Line {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    private final Map<Long, Line> lines = new ConcurrentHashMap<>();
    private final Executor executor;

    OpeningQueue(ManagedExecutor executor) {
        this.executor = executor;
    }

    /**
     * Runs an opening on a thread of the executor, once the account has a place for it.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the executor takes nothing more
     */
    void execute(long account, Runnable opening) {
        var starts = new boolean[1];
        lines.compute(account, (id, line) -> {
            var open = line == null ? new Line() : line;
            if (open.running < MAX_OPENINGS_PER_ACCOUNT) {
                open.running++;
                starts[0] = true;
            } else {
                open.waiting.add(opening);
            }
            return open;
        });
        if (starts[0]) {
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
                leave(account);
            }
        }
    }

    /** Goes on with those who wait on the same thread. */
    private void run(long account, Runnable opening) {
        for (var next = opening; next != null; next = next(account)) {
            try {
                next.run();
            } catch (RuntimeException | Error failed) {
                leave(account);
                throw failed;
            }
        }
    }

    /** Gives the place up when nobody waits for it. */
    private Runnable next(long account) {
        var next = new Runnable[1];
        lines.computeIfPresent(account, (id, line) -> {
            next[0] = line.waiting.poll();
            return next[0] == null && --line.running == 0 ? null : line;
        });
        return next[0];
    }

    /** Gives the place up; if somebody waits, another thread takes it over. */
    private void leave(long account) {
        var next = next(account);
        if (next != null) {
            start(account, next);
        }
    }
}
