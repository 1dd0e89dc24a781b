package chat.parley.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.live.Event.Left;
import chat.parley.live.Event.RoomGiven;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.ViewChanged;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Makes what sockets follow agree with who is in which room. Word of a change only says where to look: what counts is what
 * the database says afterwards, and one look is done at a time, so that two changes that overtake each other end right.
 */
@ApplicationScoped
class MembershipWatch {

    private record Look(long account, long room) {
    }

    private final Hub hub;
    private final RoomList list;
    private final Encoder encoder;
    private final ManagedExecutor worker;
    /** What is still to be looked at: each pair once, so never more than the sockets here have rooms. */
    private final Set<Look> due = new LinkedHashSet<>();
    private boolean looking;

    MembershipWatch(Hub hub, RoomList list, Encoder encoder, ManagedExecutor worker) {
        this.hub = hub;
        this.list = list;
        this.encoder = encoder;
        this.worker = worker;
    }

    /** Whoever may be out of the room hears nothing more of it until the look has been. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        hub.suspend(change.account(), change.room());
        look(change.account(), change.room());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewChanged change) {
        look(change.account(), change.room());
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomChanged change) {
        hub.followersOf(change.room()).forEach(client -> look(client.account(), change.room()));
    }

    /** Looks, soon and on another thread, how someone stands to a room, and tells their sockets. */
    void look(long account, long room) {
        if (!hub.isConnected(account)) {
            return;
        }
        synchronized (due) {
            due.add(new Look(account, room));
            if (!looking) {
                looking = true;
                worker.execute(this::lookAtAll);
            }
        }
    }

    private void lookAtAll() {
        for (var next = next(); next.isPresent(); next = next()) {
            lookAt(next.get());
        }
    }

    private Optional<Look> next() {
        synchronized (due) {
            var first = due.stream().findFirst();
            first.ifPresent(due::remove);
            looking = first.isPresent();
            return first;
        }
    }

    private void lookAt(Look look) {
        var clients = hub.clientsOf(look.account()).stream().filter(client -> !client.putOff(look.room())).toList();
        try {
            tell(look, clients);
        } catch (RuntimeException | Error unread) {
            Log.warnf(unread, "Sockets are closed, because it cannot be read how they stand to room %d", look.room());
            clients.forEach(client -> hub.expel(client, Close.RESTARTING));
        }
    }

    private void tell(Look look, List<Client> clients) {
        var came = clients.stream().filter(client -> hub.follow(client, look.room())).toList();
        var suspensions = clients.stream().map(client -> hub.suspensions(client, look.room())).toList();

        var room = QuarkusTransaction.requiringNew().call(() -> list.one(look.account(), look.room()))
                .filter(RoomView::member).filter(view -> !view.archived());
        if (room.isPresent()) {
            var frame = encoder.frame(new RoomGiven(room.get()));
            for (var at = 0; at < clients.size(); at++) {
                clients.get(at).outbox().offer(frame);
                hub.resume(clients.get(at), look.room(), room.get().version(), suspensions.get(at));
            }
        } else {
            clients.forEach(client -> take(client, look.room(), !came.contains(client)));
        }
    }

    private void take(Client client, long room, boolean was) {
        hub.unfollow(client, room);
        if (was) {
            client.outbox().offer(encoder.frame(new Left(room)));
        }
    }
}
