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
import chat.parley.message.MessageLogMetrics.PostResult;
import chat.parley.message.Outcome.Stored;
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

    /** While one waits for the disk another can write; with more of them, each commit is shared by fewer drafts. */
    private static final int WRITER_THREADS = 3;
    /** More in a batch would keep the first of it waiting for what the last costs. */
    private static final int MAX_BATCH_DRAFTS = 256;
    /** {@link DraftQueue} bounds their memory; at 10,000 a second they are written within half a second. */
    private static final int MAX_QUEUED_DRAFTS = 4_096;

    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final MessageBatchDao table;
    private final Consumer<Stored> tell;
    private final Traces traces;
    private final DraftQueue queue = new DraftQueue(MAX_QUEUED_DRAFTS, QUEUE_TIMEOUT, MAX_BATCH_DRAFTS);
    private final Semaphore idle = new Semaphore(WRITER_THREADS);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(WRITER_THREADS, work -> new Thread(work, "parley-log"));
    private final MessageLogMetrics meters;

    /** @param tell is told of each stored message, in the order of their places in each batch, after the commit */
    BatchWriter(MessageBatchDao table, Consumer<Stored> tell, Traces traces, MeterRegistry metrics) {
        this.table = table;
        this.tell = tell;
        this.traces = traces;
        this.meters = new MessageLogMetrics(metrics);
        Gauge.builder("parley.messages.pending", queue, DraftQueue::size)
                .description("Number of messages that wait to be stored or are being written.")
                .register(metrics);
    }

    /**
     * Has a draft written by one of the threads, which then completes its outcome. Never waits.
     *
     * @throws ApiException with 503 when the database does not keep up, or is gone
     */
    void write(PendingMessage pending) {
        if (!queue.offer(pending)) {
            meters.count(PostResult.UNAVAILABLE, 1);
            throw ApiException.unavailable(DatabaseErrors.RETRY_AFTER);
        }
        if (idle.tryAcquire()) {
            threads.execute(this::writeAll);
        }
    }

    /** Looks once more after the release: what was offered just before it found nobody idle. */
    private void writeAll() {
        do {
            try {
                writeWhatIsDue();
            } finally {
                idle.release();
            }
        } while (queue.isDue() && idle.tryAcquire());
    }

    private void writeWhatIsDue() {
        for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            var settle = storeUnanswered(batch);
            queue.written(batch);
            settle.run();
        }
    }

    /** A draft that was answered while it waited is not stored any more: its author was told that it was not, and sends it again. */
    private Runnable storeUnanswered(List<PendingMessage> batch) {
        var unanswered =
                batch.stream().filter(pending -> !pending.outcome().isDone()).toList();
        meters.count(PostResult.UNAVAILABLE, batch.size() - unanswered.size());
        return unanswered.isEmpty() ? () -> {} : store(unanswered);
    }

    /**
     * Throws nothing, not even an {@link Error}: the rooms of the batch would be in no batch again.
     *
     * @return what is to be done once the rooms are free for the next batch
     */
    private Runnable store(List<PendingMessage> batch) {
        try {
            var began = System.nanoTime();
            var outcomes = written(batch);
            var committed = System.nanoTime();
            meters.wrote(batch.size(), committed - began);
            return () -> settle(batch, outcomes, committed);
        } catch (RuntimeException | Error failed) {
            return storeAfter(failed, batch);
        }
    }

    private List<Outcome> written(List<PendingMessage> batch) {
        var span = traces.beginShared(
                "batch", batch.stream().map(PendingMessage::span).toList());
        try (var current = Traces.makeCurrent(span)) {
            return table.write(batch);
        } finally {
            span.end();
        }
    }

    /**
     * What is wrong with one draft is not to cost the others their place: each is tried alone. Nor is a room that a frozen process
     * holds to cost the other rooms theirs: each room is tried alone.
     */
    private Runnable storeAfter(Throwable failure, List<PendingMessage> batch) {
        if (!DatabaseErrors.isTemporary(failure) && batch.size() > 1) {
            return inTurn(batch.stream().map(List::of).toList());
        }
        var rooms = batch.stream()
                .collect(Collectors.groupingBy(pending -> pending.draft().room(), TreeMap::new, Collectors.toList()));
        if (DatabaseErrors.isLockTimeout(failure) && rooms.size() > 1) {
            return inTurn(rooms.values());
        }
        return () -> fail(batch, failure);
    }

    private Runnable inTurn(Collection<List<PendingMessage>> batches) {
        var each = batches.stream().map(this::storeUnanswered).toList();
        return () -> each.forEach(Runnable::run);
    }

    private void settle(List<PendingMessage> batch, List<Outcome> outcomes, long committed) {
        for (var at = 0; at < batch.size(); at++) {
            if (outcomes.get(at) instanceof Stored stored) {
                tellOf(stored, batch.get(at).span());
                meters.pushed(System.nanoTime() - committed, batch.get(at).age());
            }
        }
        meters.settled(outcomes);
        for (var at = 0; at < batch.size(); at++) {
            batch.get(at).outcome().complete(outcomes.get(at));
        }
    }

    /** It is stored, whatever happens while it is told; the sweep brings what was not. */
    private void tellOf(Stored stored, Span span) {
        try (var current = Traces.makeCurrent(span)) {
            tell.accept(stored);
        } catch (RuntimeException | Error untold) {
            Log.errorf(
                    untold,
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

    /** Writes what waits, and no more. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
