package chat.parley.backplane;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.quarkus.logging.Log;

/**
 * Calls the listeners on a separate thread, in order of arrival, so that the event loop that reads from Redis never
 * waits for sockets. The queue is bounded in bytes; above the bound messages are dropped, which a backplane may do. If
 * a listener throws, that message is lost and the error is logged. Thread-safe.
 */
final class Inbox {

    static final long MAX_WAITING_BYTES = 32 * 1024 * 1024;
    /** What one that waits takes besides what was told: a task, a record, their places in the queue. */
    private static final long OVERHEAD_BYTES = 200;
    /** For so long after a drop the backplane does not count as whole, so that what was lost is looked for in the database. */
    private static final Duration UNHEALTHY_AFTER_DROP = Duration.ofSeconds(4);

    private final Consumer<BackplaneMessage> listener;
    private final AtomicLong waiting = new AtomicLong();
    private final ExecutorService thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Inbox::thread);
    private volatile long droppedAt = System.nanoTime() - UNHEALTHY_AFTER_DROP.toNanos();

    Inbox(Consumer<BackplaneMessage> listener) {
        this.listener = listener;
    }

    /**
     * Queues news.
     *
     * @param bytes that they have
     * @return false when they are dropped
     */
    boolean offer(BackplaneMessage news, int bytes) {
        var size = bytes + OVERHEAD_BYTES;
        if (waiting.addAndGet(size) <= MAX_WAITING_BYTES && queued(news, size)) {
            return true;
        }
        waiting.addAndGet(-size);
        droppedAt = System.nanoTime();
        return false;
    }

    boolean hasDroppedLately() {
        return System.nanoTime() - droppedAt < UNHEALTHY_AFTER_DROP.toNanos();
    }

    /** What waits is dropped. */
    void close() {
        thread.shutdownNow();
    }

    private boolean queued(BackplaneMessage news, long size) {
        try {
            thread.execute(() -> deliver(news, size));
            return true;
        } catch (RejectedExecutionException over) {
            return false;
        }
    }

    private void deliver(BackplaneMessage news, long size) {
        waiting.addAndGet(-size);
        try {
            listener.accept(news);
        } catch (RuntimeException | Error broken) {
            Log.errorf(
                    broken, "Delivering an update failed, topic=%s. It is reconciled with the database", news.topic());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "parley-backplane");
        thread.setDaemon(true);
        return thread;
    }
}
