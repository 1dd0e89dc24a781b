package chat.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import chat.parley.account.Visibility;
import chat.parley.auth.AuthenticatedUser;
import chat.parley.realtime.transport.Outbox;

/** A connected socket and its account. */
final class Client {

    private final AuthenticatedUser user;
    private final Outbox outbox;
    private final Set<Long> rooms = ConcurrentHashMap.newKeySet();
    private final List<Long> deferredChecks = new ArrayList<>();
    private boolean handshakeFinished;
    private volatile boolean closed;
    /** Null until it has been read. */
    private volatile Visibility visibility;

    private volatile long lastActivityAt = System.nanoTime();

    Client(AuthenticatedUser user, Outbox outbox) {
        this.user = user;
        this.outbox = outbox;
    }

    long account() {
        return user.account();
    }

    long session() {
        return user.session();
    }

    String username() {
        return user.username();
    }

    String displayName() {
        return user.displayName();
    }

    /** The URL of the profile picture; null if there is none. */
    String picture() {
        return user.picture();
    }

    Outbox outbox() {
        return outbox;
    }

    /** The ids of the rooms that this socket is subscribed to. */
    Set<Long> rooms() {
        return rooms;
    }

    /** Whether the socket is closed, or about to be: nothing is delivered to it. */
    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    /** Sets what the account shows to others. */
    void setVisibility(Visibility visibility) {
        this.visibility = visibility;
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

    /** Defers a membership check until the first frame is sent; returns false if it has been sent already. */
    synchronized boolean deferCheck(long room) {
        return !handshakeFinished && deferredChecks.add(room);
    }

    /** Notes that the first frame is sent, and returns the rooms whose checks were deferred. */
    synchronized List<Long> finishHandshake() {
        handshakeFinished = true;
        return List.copyOf(deferredChecks);
    }

    /** Notes that the client sent a frame, which may be a pong. */
    void recordActivity() {
        lastActivityAt = System.nanoTime();
    }

    /** The time since the last frame of the client. */
    Duration idleTime() {
        return Duration.ofNanos(System.nanoTime() - lastActivityAt);
    }
}
