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
    private final Timer sweeps;

    FeedReconciler(
            Hub hub, MessageHistory messageHistory, MessageFrames messageFrames, Sql sql, MeterRegistry metrics) {
        this.hub = hub;
        this.messageHistory = messageHistory;
        this.messageFrames = messageFrames;
        this.sql = sql;
        this.recovered = Counter.builder("parley.realtime.changes.recovered")
                .description("Number of changes that reconciliation delivered because their notification was lost.")
                .register(metrics);
        this.sweeps = Timers.timer(
                metrics,
                "parley.realtime.reconcile",
                "Time of a comparison of what was delivered with the log, in seconds.");
    }

    @Scheduled(
            every = "{parley.realtime.reconcile-interval}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void sweep() {
        sweeps.record(this::bringWhatIsMissing);
    }

    private void bringWhatIsMissing() {
        var handedOut = new HashMap<Long, Long>();
        hub.positions(handedOut::put);
        if (!handedOut.isEmpty()) {
            behind(handedOut).forEach(this::catchUp);
        }
    }

    /** The rooms whose log is further than what was handed out, with the version that was. */
    private Map<Long, Long> behind(Map<Long, Long> handedOut) {
        var behind = new HashMap<Long, Long>();
        sql.list(
                        VERSIONS,
                        row -> Map.entry(row.getLong("id"), row.getLong("version")),
                        SqlArray.bigint(handedOut.keySet()))
                .forEach(room -> {
                    var pushed = handedOut.get(room.getKey());
                    if (room.getValue() > pushed) {
                        behind.put(room.getKey(), pushed);
                    }
                });
        return behind;
    }

    private void catchUp(long room, long pushed) {
        var at = pushed;
        boolean more;
        do {
            var changes = messageHistory.changedSince(room, at, PAGE_SIZE);
            recovered.increment(hub.caughtUp(
                    room, at, changes.items().stream().map(messageFrames::hint).toList(), changes.version()));
            at = changes.version();
            more = changes.more();
        } while (more);
    }
}
