package chat.parley.realtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.message.MessageFrames;
import chat.parley.message.MessageHistory;
import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
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

    private static final int PAGE = 200;

    private final Hub hub;
    private final MessageHistory messageHistory;
    private final MessageFrames messageFrames;
    private final EntityManager entities;
    private final Counter recovered;
    private final Timer sweeps;

    FeedReconciler(
            Hub hub,
            MessageHistory messageHistory,
            MessageFrames messageFrames,
            EntityManager entities,
            MeterRegistry metrics) {
        this.hub = hub;
        this.messageHistory = messageHistory;
        this.messageFrames = messageFrames;
        this.entities = entities;
        this.recovered = Counter.builder("parley.realtime.changes.recovered")
                .description("Number of changes that reconciliation delivered because their notification was lost.")
                .register(metrics);
        this.sweeps = Timers.timer(
                metrics, "parley.realtime.reconcile", "Time of a comparison of what was delivered with the log, in seconds.");
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
        for (var row : versions(handedOut.keySet().toArray(Long[]::new))) {
            var room = row.get(0, Long.class);
            var pushed = handedOut.get(room);
            if (row.get(1, Long.class) > pushed) {
                behind.put(room, pushed);
            }
        }
        return behind;
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> versions(Long[] rooms) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select id, version from room where id = any(:rooms)", Tuple.class)
                        .setParameter("rooms", rooms)
                        .getResultList());
    }

    private void catchUp(long room, long pushed) {
        var at = pushed;
        boolean more;
        do {
            var changes = messageHistory.changedSince(room, at, PAGE);
            recovered.increment(hub.caughtUp(
                    room, at, changes.items().stream().map(messageFrames::hint).toList(), changes.version()));
            at = changes.version();
            more = changes.more();
        } while (more);
    }
}
