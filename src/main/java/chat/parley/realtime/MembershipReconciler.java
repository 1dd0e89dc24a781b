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
    private final MembershipObserver watch;
    private long reconciledAt = System.nanoTime() - MAX_RECONCILE_INTERVAL.toNanos();

    MembershipReconciler(Hub hub, Backplane backplane, MembershipObserver watch) {
        this.hub = hub;
        this.backplane = backplane;
        this.watch = watch;
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void reconcileIfNeeded() {
        if (!backplane.isSingleProcess()
                && (!backplane.isHealthy() || System.nanoTime() - reconciledAt >= MAX_RECONCILE_INTERVAL.toNanos())) {
            var startedAt = System.nanoTime();
            reconcile();
            reconciledAt = startedAt;
        }
    }

    void reconcile() {
        var subscribedRooms = subscribedRooms();
        if (subscribedRooms.isEmpty()) {
            return;
        }
        var rooms = roomsOf(subscribedRooms.keySet());
        subscribedRooms.forEach((account, subscribed) -> difference(subscribed, rooms.getOrDefault(account, Set.of()))
                .forEach(room -> watch.onMembershipChanged(new MembershipChanged(room, account))));
    }

    @Transactional(TxType.REQUIRES_NEW)
    Map<Long, Set<Long>> roomsOf(Set<Long> accounts) {
        return Membership.roomsOf(accounts);
    }

    /** The rooms that the sockets of each account are subscribed to. */
    private Map<Long, Set<Long>> subscribedRooms() {
        var subscribedRooms = new HashMap<Long, Set<Long>>();
        hub.forEachClient(client -> subscribedRooms
                .computeIfAbsent(client.account(), account -> new HashSet<>())
                .addAll(client.rooms()));
        return subscribedRooms;
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
