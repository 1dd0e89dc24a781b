package chat.parley.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import chat.parley.realtime.transport.Frame;
import chat.parley.realtime.transport.TruncatedFrame;

/**
 * Delivers the log of one room to its subscribers in this process: orders updates by version and sends the same frame
 * to everyone. Versions that arrive early are buffered; versions that were already delivered are dropped. A new
 * subscription buffers frames until the version from which it needs them is known.
 *
 * <p>Every method takes the lock of the feed. While holding it, methods only move frames into outboxes, which never
 * block.
 */
final class Feed {

    /** Maximum number of updates that wait for an earlier one. Above it they are dropped, and reconciliation delivers them. */
    private static final int MAX_OUT_OF_ORDER_UPDATES = 1_000;
    /** Maximum number of frames that one subscription buffers. A client that needs more reconnects and reads the log. */
    private static final int MAX_BUFFERED_FRAMES = 1_000;

    private static final long UNKNOWN = -1;

    /** An encoded change, with the frame that replaces it for slow clients. */
    record Change(long version, Frame frame, TruncatedFrame truncated) {

        Change(long version, Frame frame) {
            this(version, frame, new TruncatedFrame(frame));
        }
    }

    /** The state of one client. */
    private static final class Subscription {
        /** The last version that the client received, or read from the log. */
        private long deliveredVersion = UNKNOWN;
        /** Every delivered version after this one was sent to the client or buffered for it. */
        private long bufferedFrom;

        private int suspensions;
        private boolean suspended;
        private final List<Change> buffered = new ArrayList<>();

        Subscription(long bufferedFrom) {
            this.bufferedFrom = bufferedFrom;
        }

        boolean isOpen() {
            return deliveredVersion != UNKNOWN && !suspended;
        }
    }

    private final Map<Client, Subscription> subscriptions = new HashMap<>();
    private final TreeMap<Long, Frame> outOfOrder = new TreeMap<>();
    private long position = UNKNOWN;

    /** Subscribes a client and buffers its updates until {@link #start}. Returns false if it was subscribed before. */
    synchronized boolean subscribe(Client client) {
        return subscriptions.putIfAbsent(client, new Subscription(position)) == null;
    }

    /**
     * Starts the delivery to a subscribed client.
     *
     * @param from the version of the room that the client read after it subscribed
     */
    synchronized void start(Client client, long from) {
        var subscription = subscriptions.get(client);
        if (subscription != null && subscription.deliveredVersion == UNKNOWN) {
            startAt(from);
            if (from < subscription.bufferedFrom) {
                rewind(from);
            }
            subscription.deliveredVersion = from;
            enqueueBuffered(client, subscription);
        }
    }

    /** Buffers updates for a client until a check has shown whether it is still a member. */
    synchronized void suspend(Client client) {
        var subscription = subscriptions.get(client);
        if (subscription != null) {
            subscription.suspended = true;
            subscription.suspensions++;
        }
    }

    /** How often a client was suspended. Read it before a check and pass it to {@link #resume}. */
    synchronized int suspensions(Client client) {
        var subscription = subscriptions.get(client);
        return subscription == null ? 0 : subscription.suspensions;
    }

    /**
     * Resumes the delivery after a successful check, or starts it at {@code from}. Does nothing if the client was
     * suspended again since, because the check may be older than the change that suspended it.
     *
     * @param from the version of the room that the check read
     * @param suspensions the value of {@link #suspensions} before the check
     */
    synchronized void resume(Client client, long from, int suspensions) {
        var subscription = subscriptions.get(client);
        if (subscription != null && subscription.suspensions == suspensions) {
            subscription.suspended = false;
            start(client, from);
            enqueueBuffered(client, subscription);
        }
    }

    /** Removes a client. Returns true if no client is left. */
    synchronized boolean unsubscribe(Client client) {
        subscriptions.remove(client);
        return subscriptions.isEmpty();
    }

    synchronized boolean isSubscribed(Client client) {
        return subscriptions.containsKey(client);
    }

    /** Receives an update, in any order. Repeated updates are ignored. */
    synchronized void receive(Change change) {
        if (position != UNKNOWN && change.version() <= position) {
            return;
        }
        outOfOrder.put(change.version(), change.frame());
        deliverInOrder();
        if (outOfOrder.size() > MAX_OUT_OF_ORDER_UPDATES) {
            outOfOrder.clear();
        }
    }

    /**
     * Applies changes that were read from the log.
     *
     * @param since the value of {@link #position} when the log was read; if the feed has moved back behind it, the log is
     *        read again
     * @param changes the changes since then, in order
     * @param upTo the version up to which the changes are complete
     * @return how many of them had not arrived as updates
     */
    synchronized int reconcile(long since, List<Change> changes, long upTo) {
        if (since > position) {
            return 0;
        }
        var missing =
                changes.stream().filter(change -> change.version() > position).toList();
        missing.forEach(this::deliver);
        position = Math.max(position, upTo);
        outOfOrder.headMap(position, true).clear();
        deliverInOrder();
        return missing.size();
    }

    /** The version up to which everything is delivered; negative before the first {@link #start}. */
    synchronized long position() {
        return position;
    }

    /** Sends a frame that is not part of the log to all clients whose delivery has started, except those of one account. */
    synchronized void send(Frame frame, long excludedAccount) {
        subscriptions.forEach((client, subscription) -> {
            if (subscription.isOpen() && client.account() != excludedAccount) {
                client.outbox().enqueue(frame);
            }
        });
    }

    /** The subscribed clients. */
    synchronized List<Client> clients() {
        return List.copyOf(subscriptions.keySet());
    }

    synchronized int size() {
        return subscriptions.size();
    }

    private void startAt(long version) {
        if (position == UNKNOWN) {
            position = version;
            subscriptions.values().forEach(subscription -> subscription.bufferedFrom = version);
            outOfOrder.headMap(version, true).clear();
            deliverInOrder();
        }
    }

    /**
     * The feed started at a later version than this subscription: of two clients that open the feed of a room at the
     * same time, the one that read its position later may start it. Reconciliation delivers the versions in between,
     * and no subscription receives a version twice.
     */
    private void rewind(long version) {
        position = version;
        subscriptions.values().forEach(subscription -> {
            subscription.bufferedFrom = Math.min(subscription.bufferedFrom, version);
            subscription.buffered.removeIf(change -> change.version() > version);
        });
    }

    private void deliverInOrder() {
        while (position != UNKNOWN && !outOfOrder.isEmpty() && outOfOrder.firstKey() == position + 1) {
            var next = outOfOrder.pollFirstEntry();
            deliver(new Change(next.getKey(), next.getValue()));
        }
    }

    private void deliver(Change change) {
        position = change.version();
        subscriptions.forEach((client, subscription) -> {
            if (subscription.isOpen()) {
                enqueue(client, subscription, change);
            } else {
                buffer(client, subscription, change);
            }
        });
    }

    private static void buffer(Client client, Subscription subscription, Change change) {
        if (subscription.buffered.size() < MAX_BUFFERED_FRAMES) {
            subscription.buffered.add(change);
        } else {
            client.outbox().markTooSlow();
        }
    }

    private static void enqueueBuffered(Client client, Subscription subscription) {
        if (subscription.isOpen()) {
            subscription.buffered.forEach(change -> enqueue(client, subscription, change));
            subscription.buffered.clear();
        }
    }

    private static void enqueue(Client client, Subscription subscription, Change change) {
        if (change.version() > subscription.deliveredVersion) {
            subscription.deliveredVersion = change.version();
            client.outbox().enqueue(change.frame(), change.truncated());
        }
    }
}
