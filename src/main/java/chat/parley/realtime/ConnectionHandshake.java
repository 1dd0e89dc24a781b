package chat.parley.realtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.auth.Session;
import chat.parley.realtime.ServerEvent.Ready;
import chat.parley.realtime.ServerEvent.User;
import chat.parley.room.Membership;
import chat.parley.room.RoomList;
import chat.parley.room.RoomPosition;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Starts a socket without a gap: it first subscribes, with frames buffered, then reads the positions of the rooms, and
 * then delivers the buffered frames from there on. Every concurrent change is either in the positions or in the buffer.
 */
@ApplicationScoped
class ConnectionHandshake {

    private final Hub hub;
    private final RoomList list;
    private final FrameEncoder frameEncoder;
    private final MembershipWatch watch;
    private final VisibilityCache visibility;

    ConnectionHandshake(
            Hub hub, RoomList list, FrameEncoder frameEncoder, MembershipWatch watch, VisibilityCache visibility) {
        this.hub = hub;
        this.list = list;
        this.frameEncoder = frameEncoder;
        this.watch = watch;
        this.visibility = visibility;
    }

    /** Reads the database: on a thread that may wait. */
    void letIn(Client client) {
        hub.enter(client);
        if (client.gone()) {
            return;
        }
        if (!stillSignedIn(client)) {
            hub.expel(client, CloseCode.NOT_ALLOWED);
            return;
        }
        visibility.look(client);
        var places = new HashSet<>(reading(() -> Membership.roomsOf(client.account())));
        places.forEach(room -> hub.follow(client, room));

        var rooms = reading(() -> list.positions(client.account()));
        client.outbox().begin(frameEncoder.frame(ready(client, rooms)));
        rooms.forEach(room -> hub.begin(client, room.id(), room.version()));

        differences(places, rooms).forEach(client::putOff);
        client.ready().forEach(room -> watch.look(client.account(), room));
    }

    /** The session may have ended while the socket opened: from here on its end is told to the hub. */
    private static boolean stillSignedIn(Client client) {
        return reading(() -> Session.findByIdOptional(client.session()).isPresent());
    }

    private static Ready ready(Client client, List<RoomPosition> rooms) {
        return new Ready(new User(client.username(), client.displayName(), client.picture()), rooms);
    }

    /** Rooms that were joined or left between the taking of places and the reading of positions. */
    private static Set<Long> differences(Set<Long> places, List<RoomPosition> rooms) {
        var different = new HashSet<>(places);
        for (var room : rooms) {
            if (!different.remove(room.id())) {
                different.add(room.id());
            }
        }
        return different;
    }

    private static <T> T reading(Callable<T> read) {
        // Not @Transactional: each read sees what was committed before it.
        return QuarkusTransaction.requiringNew().call(read);
    }
}
