package chat.parley.message;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import chat.parley.message.Outcome.Refused;
import chat.parley.message.Outcome.Stored;
import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Metrics of writing the log. Thread-safe. */
final class MessageLogMetrics {

    /** What can become of a draft. */
    enum Fate {
        STORED,
        /** The author had sent it before. */
        REPEATED,
        /** By the rules: no such room, an archived one, an answer to nothing. */
        REFUSED,
        /** The database is gone, or does not keep up. */
        UNAVAILABLE,
        /** A fault of ours. */
        FAILED
    }

    private final Map<Fate, Counter> drafts = new EnumMap<>(Fate.class);
    private final DistributionSummary batches;
    private final Timer writes;
    private final Timer afterCommit;
    private final Timer afterPost;

    MessageLogMetrics(MeterRegistry metrics) {
        for (var fate : Fate.values()) {
            drafts.put(
                    fate,
                    Counter.builder("parley.log.drafts")
                            .description("Messages that were sent, by what became of them")
                            .tag("fate", fate.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
        batches = DistributionSummary.builder("parley.log.batch")
                .description("Drafts that shared a commit")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(metrics);
        writes = Timers.timer(metrics, "parley.log.write", "The transaction of a batch, with its commit");
        afterCommit = Timers.timer(
                metrics,
                "parley.push.after.commit",
                "From a message's commit to its frame owed to every socket of this process, and given to the backplane");
        afterPost = Timers.timer(metrics, "parley.push.after.post", "The same from when it was posted");
    }

    void wrote(int batch, long nanos) {
        batches.record(batch);
        writes.record(nanos, TimeUnit.NANOSECONDS);
    }

    void settled(List<Outcome> outcomes) {
        var stored = outcomes.stream().filter(Stored.class::isInstance).count();
        var refused = outcomes.stream().filter(Refused.class::isInstance).count();
        count(Fate.STORED, stored);
        count(Fate.REFUSED, refused);
        count(Fate.REPEATED, outcomes.size() - stored - refused);
    }

    void count(Fate fate, long drafts) {
        this.drafts.get(fate).increment(drafts);
    }

    void pushed(long sinceCommit, Duration sincePost) {
        afterCommit.record(sinceCommit, TimeUnit.NANOSECONDS);
        afterPost.record(sincePost);
    }
}
