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
 * waits for sockets. The queue is bounded in bytes; above the bound, messages are dropped, as the contract of {@link Backplane} allows. If
 * a listener throws, that message is lost and the error is logged. Thread-safe.
 */
final class Inbox {

    static final long MAX_QUEUED_BYTES = 32 * 1024 * 1024;
    /** Memory of a queued message besides its payload: a task, a record and their entries in the queue. */
    private static final long OVERHEAD_BYTES = 200;
    /** Time after a drop in which the backplane counts as unhealthy, so that reconciliation finds the dropped messages. */
    private static final Duration UNHEALTHY_AFTER_DROP = Duration.ofSeconds(4);

    private final Consumer<BackplaneMessage> listener;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final ExecutorService executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Inbox::newThread);
    private volatile long droppedAt = System.nanoTime() - UNHEALTHY_AFTER_DROP.toNanos();

    Inbox(Consumer<BackplaneMessage> listener) {
        this.listener = listener;
    }

    /**
     * Queues a message for the listener.
     *
     * @param bytes size of the encoded message
     * @return false if the queue is full and the message was dropped
     */
    boolean offer(BackplaneMessage message, int bytes) {
        var size = bytes + OVERHEAD_BYTES;
        if (queuedBytes.addAndGet(size) <= MAX_QUEUED_BYTES && tryExecute(message, size)) {
            return true;
        }
        queuedBytes.addAndGet(-size);
        droppedAt = System.nanoTime();
        return false;
    }

    /** Whether a message was dropped within {@link #UNHEALTHY_AFTER_DROP}. */
    boolean hasRecentlyDropped() {
        return System.nanoTime() - droppedAt < UNHEALTHY_AFTER_DROP.toNanos();
    }

    /** Stops the thread and drops the queued messages. */
    void close() {
        executor.shutdownNow();
    }

    private boolean tryExecute(BackplaneMessage message, long size) {
        try {
            executor.execute(() -> deliver(message, size));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void deliver(BackplaneMessage message, long size) {
        queuedBytes.addAndGet(-size);
        try {
            listener.accept(message);
        } catch (RuntimeException | Error failure) {
            Log.errorf(
                    failure,
                    "Delivering an update failed, topic=%s. It is reconciled with the database",
                    message.topic());
        }
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "parley-backplane");
        thread.setDaemon(true);
        return thread;
    }
}
