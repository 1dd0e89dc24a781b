package chat.parley.message;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import chat.parley.message.AppendResult.Rejected;
import chat.parley.message.AppendResult.Stored;
import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Metrics of writing the log. Thread-safe. */
final class MessageLogMetrics {

    /** What can happen to a message that a client sends. */
    enum PostResult {
        STORED,
        /** It is stored already, because the client sent it before. */
        DUPLICATE,
        /** No such room, an archived room, or a reply to a message that does not exist. */
        REJECTED,
        /** The database is down or overloaded. */
        UNAVAILABLE,
        /** An error of Parley. */
        FAILED
    }

    private final Map<PostResult, Counter> drafts = new EnumMap<>(PostResult.class);
    private final DistributionSummary batches;
    private final Timer writes;
    private final Timer afterCommit;
    private final Timer afterPost;

    MessageLogMetrics(MeterRegistry metrics) {
        for (var result : PostResult.values()) {
            drafts.put(
                    result,
                    Counter.builder("parley.messages.posted")
                            .description("Number of messages received from clients, by outcome.")
                            .tag("outcome", result.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
        batches = DistributionSummary.builder("parley.messages.batch.size")
                .description("Number of messages in one batch.")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(metrics);
        writes = Timers.timer(
                metrics,
                "parley.messages.batch.write",
                "Time of the transaction of one batch, commit included, in seconds.");
        afterCommit = Timers.timer(
                metrics,
                "parley.messages.commit.to.delivery",
                "Time from the commit of a message until it is queued for all sockets of this process and published, in seconds.");
        afterPost = Timers.timer(
                metrics,
                "parley.messages.post.to.delivery",
                "Time from the receipt of a message until it is queued for all sockets of this process and published, in seconds.");
    }

    void recordBatch(int batch, long nanos) {
        batches.record(batch);
        writes.record(nanos, TimeUnit.NANOSECONDS);
    }

    void countOutcomes(List<AppendResult> outcomes) {
        var stored = outcomes.stream().filter(Stored.class::isInstance).count();
        var rejected = outcomes.stream().filter(Rejected.class::isInstance).count();
        count(PostResult.STORED, stored);
        count(PostResult.REJECTED, rejected);
        count(PostResult.DUPLICATE, outcomes.size() - stored - rejected);
    }

    void count(PostResult result, long drafts) {
        this.drafts.get(result).increment(drafts);
    }

    void recordDelivery(long sinceCommit, Duration sincePost) {
        afterCommit.record(sinceCommit, TimeUnit.NANOSECONDS);
        afterPost.record(sincePost);
    }
}
