package chat.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.backplane.Backplane;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.room.Membership;
import chat.parley.room.RoomEvent.MembershipChanged;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Finds membership changes of other processes whose notification was lost, so that a removed member stops receiving
 * messages. One query for all connected accounts: often while the backplane is unhealthy, and occasionally otherwise.
 * Does nothing with a single process.
 */
@ApplicationScoped
class MembershipReconciler {

    private static final Duration MAX_RECONCILE_INTERVAL = Duration.ofSeconds(30);

    private final Hub hub;
    private final Backplane backplane;
    private final MembershipWatch watch;
    private long sweptAt = System.nanoTime() - MAX_RECONCILE_INTERVAL.toNanos();

    MembershipReconciler(Hub hub, Backplane backplane, MembershipWatch watch) {
        this.hub = hub;
        this.backplane = backplane;
        this.watch = watch;
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void sweepWhereNeeded() {
        if (!backplane.isSingleProcess()
                && (!backplane.isHealthy() || System.nanoTime() - sweptAt >= MAX_RECONCILE_INTERVAL.toNanos())) {
            var began = System.nanoTime();
            sweep();
            sweptAt = began;
        }
    }

    void sweep() {
        var followed = followed();
        if (followed.isEmpty()) {
            return;
        }
        var rooms = roomsOf(followed.keySet());
        followed.forEach((account, follows) -> difference(follows, rooms.getOrDefault(account, Set.of()))
                .forEach(room -> watch.changed(new MembershipChanged(room, account))));
    }

    @Transactional(TxType.REQUIRES_NEW)
    Map<Long, Set<Long>> roomsOf(Set<Long> accounts) {
        return Membership.roomsOf(accounts);
    }

    /** Of each account the rooms that its sockets follow. */
    private Map<Long, Set<Long>> followed() {
        var followed = new HashMap<Long, Set<Long>>();
        hub.everyone(client -> followed.computeIfAbsent(client.account(), account -> new HashSet<>())
                .addAll(client.rooms()));
        return followed;
    }

    private static Set<Long> difference(Set<Long> one, Set<Long> other) {
        var different = new HashSet<>(one);
        other.forEach(room -> {
            if (!different.remove(room)) {
                different.add(room);
            }
        });
        return different;
    }
}
