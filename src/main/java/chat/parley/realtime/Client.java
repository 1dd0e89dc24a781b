package chat.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import chat.parley.account.Visibility;
import chat.parley.auth.AuthenticatedUser;

/** A connected socket and its account. */
final class Client {

    private final AuthenticatedUser owner;
    private final Outbox outbox;
    private final Set<Long> rooms = ConcurrentHashMap.newKeySet();
    private final List<Long> putOff = new ArrayList<>();
    private boolean ready;
    private volatile boolean gone;
    /** Null while it is not known. */
    private volatile Visibility visibility;

    private volatile long heardAt = System.nanoTime();

    Client(AuthenticatedUser owner, Outbox outbox) {
        this.owner = owner;
        this.outbox = outbox;
    }

    long account() {
        return owner.account();
    }

    long session() {
        return owner.session();
    }

    String username() {
        return owner.username();
    }

    String displayName() {
        return owner.displayName();
    }

    /** Where it is; null for none. */
    String picture() {
        return owner.picture();
    }

    Outbox outbox() {
        return outbox;
    }

    /** The rooms that it follows. */
    Set<Long> rooms() {
        return rooms;
    }

    boolean gone() {
        return gone;
    }

    void go() {
        gone = true;
    }

    /** What its owner lets others see is known now. */
    void show(Visibility now) {
        visibility = now;
    }

    boolean showsPresence() {
        var known = visibility;
        return known != null && known.presence();
    }

    boolean hidesPresence() {
        var known = visibility;
        return known != null && !known.presence();
    }

    boolean showsTyping() {
        var known = visibility;
        return known != null && known.typing();
    }

    /** Puts off a look at a room until the first frame has gone out; false once it has. */
    synchronized boolean putOff(long room) {
        return !ready && putOff.add(room);
    }

    /** The first frame has gone out: the rooms that are to be looked at now. */
    synchronized List<Long> ready() {
        ready = true;
        return List.copyOf(putOff);
    }

    /** The socket has said something, if only that it is there. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** How long ago the socket last said anything. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }
}
