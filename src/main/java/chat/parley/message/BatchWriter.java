package chat.parley.message;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jboss.logging.Logger.Level;

import chat.parley.database.DatabaseErrors;
import chat.parley.message.AppendResult.Stored;
import chat.parley.message.MessageLogMetrics.PostResult;
import chat.parley.problem.ApiException;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.quarkus.logging.Log;

/**
 * The threads that write the log. An idle thread stores a draft immediately; drafts that arrive while threads are busy
 * form the next batch. So batches grow with the load, without a timer.
 */
final class BatchWriter implements AutoCloseable {

    /**
     * While one thread waits for the disk, another can write. With more threads, fewer drafts would share a commit.
     */
    private static final int WRITER_THREADS = 3;
    /** A larger batch would delay the acknowledgement of its first draft. */
    private static final int MAX_BATCH_DRAFTS = 256;
    /**
     * At 10,000 messages a second this queue is written within half a second. {@link DraftQueue} bounds its memory.
     */
    private static final int MAX_QUEUED_DRAFTS = 4_096;

    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final MessageBatchDao table;
    private final Consumer<Stored> onStored;
    private final Traces traces;
    private final DraftQueue queue = new DraftQueue(MAX_QUEUED_DRAFTS, QUEUE_TIMEOUT, MAX_BATCH_DRAFTS);
    private final Semaphore idle = new Semaphore(WRITER_THREADS);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(WRITER_THREADS, work -> new Thread(work, "parley-log"));
    private final MessageLogMetrics meters;

    /**
     * Starts no thread; the threads start with the first drafts.
     *
     * @param onStored is called with each stored message after the commit, in the order of the batch, on a writer
     *        thread
     */
    BatchWriter(MessageBatchDao table, Consumer<Stored> onStored, Traces traces, MeterRegistry metrics) {
        this.table = table;
        this.onStored = onStored;
        this.traces = traces;
        this.meters = new MessageLogMetrics(metrics);
        Gauge.builder("parley.messages.pending", queue, DraftQueue::size)
                .description("Number of messages that wait to be stored or are being written.")
                .register(metrics);
    }

    /**
     * Queues a draft. A writer thread stores it and completes its outcome. Does not block.
     *
     * @throws ApiException with 503 if the database is overloaded or down
     */
    void write(PendingMessage pending) {
        if (!queue.offer(pending)) {
            meters.count(PostResult.UNAVAILABLE, 1);
            throw ApiException.unavailable(DatabaseErrors.RETRY_AFTER);
        }
        if (idle.tryAcquire()) {
            threads.execute(this::writeUntilEmpty);
        }
    }

    /** Checks the queue again after the release: a draft that was offered just before found no idle thread. */
    private void writeUntilEmpty() {
        do {
            try {
                writeQueuedBatches();
            } finally {
                idle.release();
            }
        } while (queue.isDue() && idle.tryAcquire());
    }

    private void writeQueuedBatches() {
        for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            var completion = storePending(batch);
            queue.written(batch);
            completion.run();
        }
    }

    /** Skips drafts that timed out in the queue. Their authors have received an error and will send them again. */
    private Runnable storePending(List<PendingMessage> batch) {
        var pendingDrafts =
                batch.stream().filter(pending -> !pending.outcome().isDone()).toList();
        meters.count(PostResult.UNAVAILABLE, batch.size() - pendingDrafts.size());
        return pendingDrafts.isEmpty() ? () -> {} : store(pendingDrafts);
    }

    /**
     * Must not throw, not even an {@link Error}: the queue would never release the rooms of the batch.
     *
     * @return completes the outcomes; to be run after the rooms are released for the next batch
     */
    private Runnable store(List<PendingMessage> batch) {
        try {
            var startNanos = System.nanoTime();
            var outcomes = writeTraced(batch);
            var commitNanos = System.nanoTime();
            meters.recordBatch(batch.size(), commitNanos - startNanos);
            return () -> complete(batch, outcomes, commitNanos);
        } catch (RuntimeException | Error failed) {
            return retryInParts(failed, batch);
        }
    }

    private List<AppendResult> writeTraced(List<PendingMessage> batch) {
        var span = traces.beginShared(
                "batch", batch.stream().map(PendingMessage::span).toList());
        try (var current = Traces.makeCurrent(span)) {
            return table.write(batch);
        } finally {
            span.end();
        }
    }

    /**
     * Splits a failed batch and stores the parts one by one, so that one invalid draft does not fail the others, and
     * a room that another process keeps locked does not fail the other rooms.
     */
    private Runnable retryInParts(Throwable failure, List<PendingMessage> batch) {
        if (!DatabaseErrors.isTemporary(failure) && batch.size() > 1) {
            return storeEach(batch.stream().map(List::of).toList());
        }
        var rooms = batch.stream()
                .collect(Collectors.groupingBy(pending -> pending.draft().room(), TreeMap::new, Collectors.toList()));
        if (DatabaseErrors.isLockTimeout(failure) && rooms.size() > 1) {
            return storeEach(rooms.values());
        }
        return () -> fail(batch, failure);
    }

    private Runnable storeEach(Collection<List<PendingMessage>> batches) {
        var completions = batches.stream().map(this::storePending).toList();
        return () -> completions.forEach(Runnable::run);
    }

    private void complete(List<PendingMessage> batch, List<AppendResult> outcomes, long commitNanos) {
        for (var index = 0; index < batch.size(); index++) {
            if (outcomes.get(index) instanceof Stored stored) {
                notifyStored(stored, batch.get(index).span());
                meters.recordDelivery(
                        System.nanoTime() - commitNanos, batch.get(index).age());
            }
        }
        meters.countOutcomes(outcomes);
        for (var index = 0; index < batch.size(); index++) {
            batch.get(index).outcome().complete(outcomes.get(index));
        }
    }

    /** A failure here does not fail the message, which is stored. The feed reconciler delivers it. */
    private void notifyStored(Stored stored, Span span) {
        try (var current = Traces.makeCurrent(span)) {
            onStored.accept(stored);
        } catch (RuntimeException | Error failure) {
            Log.errorf(
                    failure,
                    "A message was stored, but not published, seq=%d room=%d",
                    stored.message().seq(),
                    stored.message().room());
        }
    }

    private void fail(List<PendingMessage> batch, Throwable failure) {
        if (DatabaseErrors.isTemporary(failure)) {
            meters.count(PostResult.UNAVAILABLE, batch.size());
            Log.logf(
                    DatabaseErrors.isAlreadyLogged(failure) ? Level.DEBUG : Level.WARN,
                    "Storing messages failed, %d messages were rejected: %s",
                    batch.size(),
                    failure);
            batch.forEach(pending ->
                    pending.outcome().completeExceptionally(ApiException.unavailable(DatabaseErrors.RETRY_AFTER)));
        } else {
            meters.count(PostResult.FAILED, batch.size());
            batch.forEach(pending -> pending.outcome().completeExceptionally(failure));
        }
    }

    /** Stores the queued drafts, for up to {@link #DRAIN_TIMEOUT}, and accepts no more. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
