package chat.parley.realtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.auth.Session;
import chat.parley.realtime.ServerEvent.Ready;
import chat.parley.realtime.ServerEvent.User;
import chat.parley.realtime.transport.CloseCode;
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
    private final RoomList roomList;
    private final FrameEncoder frameEncoder;
    private final MembershipObserver watch;
    private final VisibilityCache visibility;

    ConnectionHandshake(
            Hub hub,
            RoomList roomList,
            FrameEncoder frameEncoder,
            MembershipObserver watch,
            VisibilityCache visibility) {
        this.hub = hub;
        this.roomList = roomList;
        this.frameEncoder = frameEncoder;
        this.watch = watch;
        this.visibility = visibility;
    }

    /** Runs the handshake. It reads the database, so it must not run on an event loop. */
    void start(Client client) {
        hub.register(client);
        if (client.isClosed()) {
            return;
        }
        if (!isSignedIn(client)) {
            hub.disconnect(client, CloseCode.NOT_ALLOWED);
            return;
        }
        visibility.load(client);
        var subscribed = new HashSet<>(readInTransaction(() -> Membership.roomsOf(client.account())));
        subscribed.forEach(room -> hub.subscribe(client, room));

        var rooms = readInTransaction(() -> roomList.findPositions(client.account()));
        client.outbox().start(frameEncoder.frame(ready(client, rooms)));
        rooms.forEach(room -> hub.startDelivery(client, room.id(), room.version()));

        difference(subscribed, rooms).forEach(client::deferCheck);
        client.finishHandshake().forEach(room -> watch.check(client.account(), room));
    }

    /** The session may have ended during the upgrade. From here on the hub closes the socket when it ends. */
    private static boolean isSignedIn(Client client) {
        return readInTransaction(
                () -> Session.findByIdOptional(client.session()).isPresent());
    }

    private static Ready ready(Client client, List<RoomPosition> rooms) {
        return new Ready(new User(client.username(), client.displayName(), client.picture()), rooms);
    }

    /** Rooms that were joined or left between the subscription and the reading of positions. */
    private static Set<Long> difference(Set<Long> subscribed, List<RoomPosition> rooms) {
        var different = new HashSet<>(subscribed);
        for (var room : rooms) {
            if (!different.remove(room.id())) {
                different.add(room.id());
            }
        }
        return different;
    }

    private static <T> T readInTransaction(Callable<T> read) {
        // Not @Transactional: each read needs its own transaction, so that it sees all earlier commits.
        return QuarkusTransaction.requiringNew().call(read);
    }
}
