package chat.parley.realtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.realtime.MembershipCheckQueue.Check;
import chat.parley.realtime.ServerEvent.Left;
import chat.parley.realtime.ServerEvent.RoomUpdated;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.Frame;
import chat.parley.room.Membership;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.RoomRestored;
import chat.parley.room.RoomEvent.ViewChanged;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Keeps the subscriptions of sockets consistent with memberships. A notification only triggers a check: the database
 * decides, and checks run one at a time, so that two concurrent changes end in the right state. A changed room is read
 * at most once a second, with one query for all members who are connected here. The membership of a single account is
 * read immediately and first. Callers only enqueue a check.
 */
@ApplicationScoped
class MembershipObserver {

    /** Maximum number of views of changed rooms that are read and sent per second. */
    private static final int MAX_VIEWS_PER_SECOND = 10_000;

    private final Hub hub;
    private final RoomList roomList;
    private final FrameEncoder frameEncoder;
    private final MembershipCheckQueue checks =
            new MembershipCheckQueue(new FrameBudget(MAX_VIEWS_PER_SECOND, System::nanoTime));
    private final SingleRunTask runner;

    MembershipObserver(Hub hub, RoomList roomList, FrameEncoder frameEncoder, ManagedExecutor worker) {
        this.hub = hub;
        this.roomList = roomList;
        this.frameEncoder = frameEncoder;
        this.runner = new SingleRunTask(worker, this::runChecks, checks::isDue);
    }

    /** An account that may have left the room receives nothing from it until the check is done. */
    void onMembershipChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        hub.suspend(change.account(), change.room());
        check(change.account(), change.room());
    }

    void onViewChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewChanged change) {
        check(change.account(), change.room());
    }

    void onRoomChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomChanged change) {
        checks.addRoom(change.room(), false);
    }

    void onRoomRestored(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomRestored change) {
        checks.addRoom(change.room(), true);
    }

    /** Queues a check of the membership of an account in a room. It runs on another thread and updates the sockets. */
    void check(long account, long room) {
        if (hub.isConnected(account)) {
            checks.add(account, room);
            runner.start();
        }
    }

    /** Also restarts the checks if no thread was available before, or a run failed. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void checkChangedRooms() {
        checks.beginSecond();
        runner.start();
    }

    private void runChecks() {
        for (var next = next(); next.isPresent(); next = next()) {
            run(next.get());
        }
    }

    private Optional<Check> next() {
        return checks.next(
                room -> hub.subscribersOf(room).stream()
                        .map(Client::account)
                        .distinct()
                        .toList(),
                this::connectedMembers);
    }

    /** If reading the members fails, the room is checked again in a second. */
    private List<Long> connectedMembers(long room) {
        try {
            return members(room).stream().filter(hub::isConnected).toList();
        } catch (RuntimeException failure) {
            Log.warnf("Reading the members of a room failed, retrying, room=%d: %s", room, failure);
            checks.addRoom(room, true);
            return List.of();
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<Long> members(long room) {
        return Membership.accountsIn(room);
    }

    private void run(Check check) {
        var clients = check.accounts().stream()
                .flatMap(account -> hub.clientsOf(account).stream())
                .filter(client -> !client.deferCheck(check.room()))
                .toList();
        try {
            sendChanges(check, clients);
        } catch (RuntimeException | Error failure) {
            handleFailure(check, clients, failure);
        }
    }

    /** An urgent check has suspended subscriptions, so the sockets are closed. A changed room can wait for a retry. */
    private void handleFailure(Check check, List<Client> clients, Throwable failure) {
        if (check.urgent()) {
            Log.warnf(failure, "Closing sockets, because reading their membership failed, room=%d", check.room());
            clients.forEach(client -> hub.disconnect(client, CloseCode.RESTARTING));
        } else {
            Log.warnf("Reading a changed room failed, retrying, room=%d: %s", check.room(), failure);
            checks.addRoom(check.room(), false);
        }
    }

    private void sendChanges(Check check, List<Client> clients) {
        if (clients.isEmpty()) {
            return;
        }
        var newlySubscribed = new HashSet<Client>();
        var suspensions = new HashMap<Client, Integer>();
        for (var client : clients) {
            if (hub.subscribe(client, check.room())) {
                newlySubscribed.add(client);
            }
            suspensions.put(client, hub.suspensions(client, check.room()));
        }
        var rooms = views(check);
        var frames = new HashMap<Long, Frame>();
        for (var client : clients) {
            var room = rooms.get(client.account());
            if (room == null || !room.member() || room.archived()) {
                removeFromRoom(client, check.room(), room, !newlySubscribed.contains(client));
            } else {
                client.outbox()
                        .enqueue(frames.computeIfAbsent(
                                client.account(), account -> frameEncoder.frame(new RoomUpdated(room))));
                hub.resume(client, check.room(), room.version(), suspensions.get(client));
            }
        }
    }

    /** The room as each of the accounts sees it; an account that may not see it is missing. */
    private Map<Long, RoomView> views(Check check) {
        return roomList.findViews(check.accounts(), check.room());
    }

    /** @param view the room as the user sees it now; null if the user may not see it */
    private void removeFromRoom(Client client, long room, RoomView view, boolean wasSubscribed) {
        hub.unsubscribe(client, room);
        if (wasSubscribed) {
            client.outbox().enqueue(frameEncoder.frame(new Left(room, view == null ? List.of() : view.permissions())));
        }
    }
}
