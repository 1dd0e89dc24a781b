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

import chat.parley.realtime.MembershipCheckQueue.Look;
import chat.parley.realtime.ServerEvent.Left;
import chat.parley.realtime.ServerEvent.RoomGiven;
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
 * Keeps the subscriptions of sockets consistent with memberships. A notification only says where to look: the database
 * decides, and checks run one at a time, so that two concurrent changes end in the right state. A changed room is read
 * at most once a second, with one query for all members who are connected here. The membership of a single account is
 * read immediately and first. Callers only enqueue a check.
 */
@ApplicationScoped
class MembershipWatch {

    /** Views of changed rooms that are read and sent in a second. */
    private static final int MAX_VIEWS_PER_SECOND = 10_000;

    private final Hub hub;
    private final RoomList list;
    private final FrameEncoder frameEncoder;
    private final MembershipCheckQueue due =
            new MembershipCheckQueue(new FrameBudget(MAX_VIEWS_PER_SECOND, System::nanoTime));
    private final SingleRun looking;

    MembershipWatch(Hub hub, RoomList list, FrameEncoder frameEncoder, ManagedExecutor worker) {
        this.hub = hub;
        this.list = list;
        this.frameEncoder = frameEncoder;
        this.looking = new SingleRun(worker, this::lookAtAll, due::isDue);
    }

    /** An account that may have left the room receives nothing from it until the check is done. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        hub.suspend(change.account(), change.room());
        look(change.account(), change.room());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewChanged change) {
        look(change.account(), change.room());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomChanged change) {
        due.addRoom(change.room(), false);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomRestored change) {
        due.addRoom(change.room(), true);
    }

    /** Looks, soon and on another thread, how someone stands to a room, and tells their sockets. */
    void look(long account, long room) {
        if (hub.isConnected(account)) {
            due.add(account, room);
            looking.start();
        }
    }

    /** Also begins again where a thread was refused, or ended early. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void lookAtChangedRooms() {
        due.beginSecond();
        looking.start();
    }

    private void lookAtAll() {
        for (var next = next(); next.isPresent(); next = next()) {
            lookAt(next.get());
        }
    }

    private Optional<Look> next() {
        return due.next(
                room -> hub.followersOf(room).stream()
                        .map(Client::account)
                        .distinct()
                        .toList(),
                this::connectedMembers);
    }

    /** A room whose members cannot be read now is looked at again in a second. */
    private List<Long> connectedMembers(long room) {
        try {
            return members(room).stream().filter(hub::isConnected).toList();
        } catch (RuntimeException unread) {
            Log.warnf("Reading the members of a room failed, retrying, room=%d: %s", room, unread);
            due.addRoom(room, true);
            return List.of();
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<Long> members(long room) {
        return Membership.accountsIn(room);
    }

    private void lookAt(Look look) {
        var clients = look.accounts().stream()
                .flatMap(account -> hub.clientsOf(account).stream())
                .filter(client -> !client.putOff(look.room()))
                .toList();
        try {
            tell(look, clients);
        } catch (RuntimeException | Error unread) {
            failed(look, clients, unread);
        }
    }

    /** A suspended subscription is checked first; the new name of a room can wait. */
    private void failed(Look look, List<Client> clients, Throwable unread) {
        if (look.urgent()) {
            Log.warnf(unread, "Closing sockets, because reading their membership failed, room=%d", look.room());
            clients.forEach(client -> hub.expel(client, CloseCode.RESTARTING));
        } else {
            Log.warnf("Reading a changed room failed, retrying, room=%d: %s", look.room(), unread);
            due.addRoom(look.room(), false);
        }
    }

    private void tell(Look look, List<Client> clients) {
        if (clients.isEmpty()) {
            return;
        }
        var came = new HashSet<Client>();
        var suspensions = new HashMap<Client, Integer>();
        for (var client : clients) {
            if (hub.follow(client, look.room())) {
                came.add(client);
            }
            suspensions.put(client, hub.suspensions(client, look.room()));
        }
        var rooms = views(look);
        var frames = new HashMap<Long, Frame>();
        for (var client : clients) {
            var room = rooms.get(client.account());
            if (room == null || !room.member() || room.archived()) {
                take(client, look.room(), room, !came.contains(client));
            } else {
                client.outbox()
                        .offer(frames.computeIfAbsent(
                                client.account(), account -> frameEncoder.frame(new RoomGiven(room))));
                hub.resume(client, look.room(), room.version(), suspensions.get(client));
            }
        }
    }

    /** The room as each of the accounts sees it; an account that may not see it is missing. */
    private Map<Long, RoomView> views(Look look) {
        return list.seenBy(look.accounts(), look.room());
    }

    /** @param view the room as the user sees it now; null if the user may not see it */
    private void take(Client client, long room, RoomView view, boolean was) {
        hub.unfollow(client, room);
        if (was) {
            client.outbox().offer(frameEncoder.frame(new Left(room, view == null ? List.of() : view.permissions())));
        }
    }
}
