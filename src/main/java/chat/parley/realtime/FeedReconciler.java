package chat.parley.realtime;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.message.MessageFrames;
import chat.parley.message.MessageHistory;
import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Reconciles feeds with the database after a lost notification: regularly compares what was delivered with the log. One
 * query by primary key finds all rooms that are behind.
 */
@ApplicationScoped
@Startup
class FeedReconciler {

    private static final int PAGE_SIZE = 200;
    private static final String VERSIONS = "select id, version from room where id = any(?)";

    private final Hub hub;
    private final MessageHistory messageHistory;
    private final MessageFrames messageFrames;
    private final Sql sql;
    private final Counter recovered;
    private final Timer duration;

    FeedReconciler(
            Hub hub, MessageHistory messageHistory, MessageFrames messageFrames, Sql sql, MeterRegistry metrics) {
        this.hub = hub;
        this.messageHistory = messageHistory;
        this.messageFrames = messageFrames;
        this.sql = sql;
        this.recovered = Counter.builder("parley.realtime.changes.recovered")
                .description("Number of changes that reconciliation delivered because their notification was lost.")
                .register(metrics);
        this.duration = Timers.timer(
                metrics,
                "parley.realtime.reconcile",
                "Time of a comparison of what was delivered with the log, in seconds.");
    }

    @Scheduled(
            every = "{parley.realtime.reconcile-interval}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void reconcile() {
        duration.record(this::deliverMissingChanges);
    }

    private void deliverMissingChanges() {
        var delivered = new HashMap<Long, Long>();
        hub.forEachPosition(delivered::put);
        if (!delivered.isEmpty()) {
            behind(delivered).forEach(this::catchUp);
        }
    }

    /** The rooms whose log is ahead of the delivery, with the version up to which it was delivered. */
    private Map<Long, Long> behind(Map<Long, Long> delivered) {
        var behind = new HashMap<Long, Long>();
        sql.list(
                        VERSIONS,
                        row -> Map.entry(row.getLong("id"), row.getLong("version")),
                        SqlArray.bigint(delivered.keySet()))
                .forEach(room -> {
                    var deliveredVersion = delivered.get(room.getKey());
                    if (room.getValue() > deliveredVersion) {
                        behind.put(room.getKey(), deliveredVersion);
                    }
                });
        return behind;
    }

    private void catchUp(long room, long deliveredVersion) {
        var position = deliveredVersion;
        boolean hasMore;
        do {
            var changes = messageHistory.changedSince(room, position, PAGE_SIZE);
            recovered.increment(hub.reconcile(
                    room,
                    position,
                    changes.items().stream().map(messageFrames::updateOf).toList(),
                    changes.version()));
            position = changes.version();
            hasMore = changes.more();
        } while (hasMore);
    }
}
