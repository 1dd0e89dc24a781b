package chat.parley.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Delivers the log of one room to its subscribers in this process: orders updates by version and hands the same frame
 * to everyone. Versions that arrive early are buffered; versions that were already delivered are dropped. A new
 * subscription buffers frames until the version from which it needs them is known.
 *
 * <p>Every method takes the lock of the feed. While holding it, methods only move frames into outboxes, which never
 * block.
 */
final class Feed {

    /** Frames that wait for one before them. Above this they are forgotten: the sweep reads them from the log. */
    private static final int MAX_OUT_OF_ORDER_UPDATES = 1_000;
    /** Frames that wait for one client's look into the database. Who needs more of them reads the log. */
    private static final int MAX_BUFFERED_FRAMES = 1_000;

    private static final long UNKNOWN = -1;

    /** A change, encoded. */
    record Change(long version, Frame frame, TruncatedFrame brief) {

        Change(long version, Frame frame) {
            this(version, frame, new TruncatedFrame(frame));
        }
    }

    /** Where one client stands. */
    private static final class Seat {
        /** The last version that it was given, or that it has learnt from the log. */
        private long at = UNKNOWN;
        /** What is pushed after this version has passed this seat. */
        private long seen;

        private int suspensions;
        private boolean suspended;
        private final List<Change> held = new ArrayList<>();

        Seat(long seen) {
            this.seen = seen;
        }

        boolean open() {
            return at != UNKNOWN && !suspended;
        }
    }

    private final Map<Client, Seat> seats = new HashMap<>();
    private final TreeMap<Long, Frame> early = new TreeMap<>();
    private long pushed = UNKNOWN;

    /** Holds a place for a client, and what comes from now on; false when it has one. */
    synchronized boolean take(Client client) {
        return seats.putIfAbsent(client, new Seat(pushed)) == null;
    }

    /** Lets a client have what came after {@code from}, which it has learnt from the log since it took its place. */
    synchronized void begin(Client client, long from) {
        var seat = seats.get(client);
        if (seat != null && seat.at == UNKNOWN) {
            startAt(from);
            if (from < seat.seen) {
                goBack(from);
            }
            seat.at = from;
            release(client, seat);
        }
    }

    /** Holds back what comes for a client until it is known whether it may still have it. */
    synchronized void suspend(Client client) {
        var seat = seats.get(client);
        if (seat != null) {
            seat.suspended = true;
            seat.suspensions++;
        }
    }

    /** How often a client was suspended: what {@link #resume} wants to know from before the look. */
    synchronized int suspensions(Client client) {
        var seat = seats.get(client);
        return seat == null ? 0 : seat.suspensions;
    }

    /**
     * The look has shown that the client may have what comes. It goes on where it was, or begins at {@code from}; but not
     * when it was suspended again since, because the look may be older than the reason.
     */
    synchronized void resume(Client client, long from, int suspensions) {
        var seat = seats.get(client);
        if (seat != null && seat.suspensions == suspensions) {
            seat.suspended = false;
            begin(client, from);
            release(client, seat);
        }
    }

    /** Gives the place up; true when nobody is left. */
    synchronized boolean leave(Client client) {
        seats.remove(client);
        return seats.isEmpty();
    }

    synchronized boolean has(Client client) {
        return seats.containsKey(client);
    }

    /** Takes a change as it comes, in whatever order, however often. */
    synchronized void moved(Change change) {
        if (pushed != UNKNOWN && change.version() <= pushed) {
            return;
        }
        early.put(change.version(), change.frame());
        pushInOrder();
        if (early.size() > MAX_OUT_OF_ORDER_UPDATES) {
            early.clear();
        }
    }

    /**
     * Applies changes that were read from the log.
     *
     * @param since the value of {@link #pushed} when the log was read; if the feed has moved back behind it, the log is
     *        read again
     * @param changes the changes since then, in order
     * @param upTo the version up to which the changes are complete
     * @return how many of them had not arrived as updates
     */
    synchronized int caughtUp(long since, List<Change> changes, long upTo) {
        if (since > pushed) {
            return 0;
        }
        var missing =
                changes.stream().filter(change -> change.version() > pushed).toList();
        missing.forEach(this::push);
        pushed = Math.max(pushed, upTo);
        early.headMap(pushed, true).clear();
        pushInOrder();
        return missing.size();
    }

    /** The version up to which everything has been handed out; below 0 while nobody has begun. */
    synchronized long pushed() {
        return pushed;
    }

    /** Hands out what is not part of the log, to all who have begun but the sockets of one account. */
    synchronized void tell(Frame frame, long except) {
        seats.forEach((client, seat) -> {
            if (seat.open() && client.account() != except) {
                client.outbox().offer(frame);
            }
        });
    }

    /** Those who have a place. */
    synchronized List<Client> clients() {
        return List.copyOf(seats.keySet());
    }

    synchronized int size() {
        return seats.size();
    }

    private void startAt(long version) {
        if (pushed == UNKNOWN) {
            pushed = version;
            seats.values().forEach(seat -> seat.seen = version);
            early.headMap(version, true).clear();
            pushInOrder();
        }
    }

    /**
     * The feed started at a later version than this subscription: of two clients that open the feed of a room at the
     * same time, the one that read its position later may start it. Reconciliation delivers the versions in between,
     * and no subscription receives a version twice.
     */
    private void goBack(long version) {
        pushed = version;
        seats.values().forEach(seat -> {
            seat.seen = Math.min(seat.seen, version);
            seat.held.removeIf(change -> change.version() > version);
        });
    }

    private void pushInOrder() {
        while (pushed != UNKNOWN && !early.isEmpty() && early.firstKey() == pushed + 1) {
            var next = early.pollFirstEntry();
            push(new Change(next.getKey(), next.getValue()));
        }
    }

    private void push(Change change) {
        pushed = change.version();
        seats.forEach((client, seat) -> {
            if (seat.open()) {
                give(client, seat, change);
            } else {
                hold(client, seat, change);
            }
        });
    }

    private static void hold(Client client, Seat seat, Change change) {
        if (seat.held.size() < MAX_BUFFERED_FRAMES) {
            seat.held.add(change);
        } else {
            client.outbox().tooSlow();
        }
    }

    private static void release(Client client, Seat seat) {
        if (seat.open()) {
            seat.held.forEach(change -> give(client, seat, change));
            seat.held.clear();
        }
    }

    private static void give(Client client, Seat seat, Change change) {
        if (change.version() > seat.at) {
            seat.at = change.version();
            client.outbox().offer(change.frame(), change.brief());
        }
    }
}
