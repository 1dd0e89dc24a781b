package chat.parley.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import chat.parley.account.SignedIn;

/** One connected socket and whose it is. */
final class Client {

    private final SignedIn owner;
    private final Outbox outbox;
    private final Set<Long> rooms = ConcurrentHashMap.newKeySet();
    private final List<Long> missed = new ArrayList<>();
    private boolean ready;
    private volatile boolean gone;

    Client(SignedIn owner, Outbox outbox) {
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

    /** Notes that a room changed for its owner before the first frame went out; false once that has gone out. */
    synchronized boolean missed(long room) {
        return !ready && missed.add(room);
    }

    /** The first frame has gone out: what was missed until then. */
    synchronized List<Long> ready() {
        ready = true;
        return List.copyOf(missed);
    }
}
