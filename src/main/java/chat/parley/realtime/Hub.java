package chat.parley.realtime;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.backplane.AccountBroadcast;
import chat.parley.backplane.Backplane;
import chat.parley.backplane.BackplaneMessage;
import chat.parley.backplane.RoomBroadcast;
import chat.parley.backplane.RoomUpdate;
import chat.parley.backplane.Topic;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.Frame;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.StartupEvent;

/** The sockets of this process and their subscriptions; routes every frame. Thread-safe; never blocks. */
@ApplicationScoped
class Hub {

    private final Map<Long, Set<Client>> accounts = new ConcurrentHashMap<>();
    private final Map<Long, Feed> feeds = new ConcurrentHashMap<>();
    private final Backplane backplane;
    private final Traces traces;
    private final Map<CloseCode, Counter> disconnects = new EnumMap<>(CloseCode.class);
    private volatile boolean acceptsSockets = true;

    Hub(Backplane backplane, Traces traces, MeterRegistry metrics) {
        this.backplane = backplane;
        this.traces = traces;
        Gauge.builder("parley.realtime.sockets", this, Hub::sockets)
                .description("Number of open sockets.")
                .register(metrics);
        Gauge.builder("parley.realtime.accounts", accounts, Map::size)
                .description("Number of accounts with an open socket.")
                .register(metrics);
        Gauge.builder("parley.realtime.rooms", feeds, Map::size)
                .description("Number of rooms that open sockets are subscribed to.")
                .register(metrics);
        Gauge.builder("parley.realtime.pending", this, Hub::pendingBytes)
                .description("Number of bytes queued for sockets, including network buffers.")
                .baseUnit("bytes")
                .register(metrics);
        for (var closeCode : CloseCode.values()) {
            disconnects.put(
                    closeCode,
                    Counter.builder("parley.realtime.disconnects")
                            .description("Number of sockets closed by the server, by close code.")
                            .tag("code", String.valueOf(closeCode.code()))
                            .register(metrics));
        }
    }

    void listen(@Observes StartupEvent started) {
        backplane.addListener(this::receive);
    }

    private void receive(BackplaneMessage message) {
        if (message instanceof RoomUpdate update) {
            deliverTraced(update);
        } else if (message instanceof RoomBroadcast broadcast) {
            withFeed(broadcast.room(), feed -> feed.send(new Frame(broadcast.bytes()), broadcast.excludedAccount()));
        } else if (message instanceof AccountBroadcast broadcast) {
            enqueue(clientsOf(broadcast.account()), new Frame(broadcast.bytes()));
        }
    }

    private void deliverTraced(RoomUpdate update) {
        var span = traces.begin("push", SpanKind.CONSUMER, update.trace())
                .setAttribute("parley.room", update.room())
                .setAttribute("parley.version", update.version());
        try {
            deliver(update);
        } finally {
            span.end();
        }
    }

    /** From now on new sockets are closed and their clients reconnect to another process. */
    void stopAccepting() {
        acceptsSockets = false;
    }

    /** Whether this process accepts new sockets. */
    boolean acceptsSockets() {
        return acceptsSockets;
    }

    /** Adds a socket that has opened. */
    void register(Client client) {
        client.outbox().onTooSlow(() -> disconnect(client, CloseCode.TOO_SLOW));
        accounts.compute(client.account(), (account, clients) -> {
            var updated = clients == null ? ConcurrentHashMap.<Client>newKeySet() : clients;
            updated.add(client);
            backplane.subscribe(Topic.account(account));
            return updated;
        });
        if (client.isClosed()) {
            unregister(client);
        } else if (!acceptsSockets) {
            disconnect(client, CloseCode.RESTARTING);
        }
    }

    /** Removes a socket that is closed or about to close, and ends its delivery. */
    void unregister(Client client) {
        client.markClosed();
        accounts.computeIfPresent(client.account(), (account, clients) -> {
            clients.remove(client);
            return clients.isEmpty() ? release(Topic.account(account)) : clients;
        });
        client.rooms().forEach(room -> unsubscribe(client, room));
    }

    /** Ends the delivery to a socket at once, and closes it. */
    void disconnect(Client client, CloseCode closeCode) {
        unregister(client);
        if (client.outbox().close(closeCode)) {
            disconnects.get(closeCode).increment();
        }
    }

    /**
     * Subscribes a socket to a room and buffers its updates until {@link #startDelivery}. Call it before reading the
     * position of the room. Returns false if the socket was subscribed before.
     */
    boolean subscribe(Client client, long room) {
        var added = new boolean[1];
        feeds.compute(room, (id, feed) -> {
            var opened = feed == null ? new Feed() : feed;
            added[0] = opened.subscribe(client);
            backplane.subscribe(Topic.room(id));
            return opened;
        });
        client.rooms().add(room);
        if (client.isClosed()) {
            unsubscribe(client, room);
        }
        return added[0];
    }

    /** Starts the delivery after {@code version}, the position that was read after {@link #subscribe}. */
    void startDelivery(Client client, long room, long version) {
        withFeed(room, feed -> feed.start(client, version));
    }

    /** Buffers the updates of a room for the sockets of one account, until {@link #resume}. */
    void suspend(long account, long room) {
        withFeed(room, feed -> clientsOf(account).forEach(feed::suspend));
    }

    /** See {@link Feed#suspensions}. */
    int suspensions(Client client, long room) {
        var feed = feeds.get(room);
        return feed == null ? 0 : feed.suspensions(client);
    }

    /** See {@link Feed#resume}. */
    void resume(Client client, long room, long version, int suspensions) {
        withFeed(room, feed -> feed.resume(client, version, suspensions));
    }

    /** Ends the subscription of a socket to a room. */
    void unsubscribe(Client client, long room) {
        client.rooms().remove(room);
        feeds.computeIfPresent(room, (id, feed) -> feed.unsubscribe(client) ? release(Topic.room(id)) : feed);
    }

    /** Delivers an update. Updates may arrive in any order and more than once. */
    void deliver(RoomUpdate update) {
        withFeed(update.room(), feed -> feed.receive(new Feed.Change(update.version(), new Frame(update.bytes()))));
    }

    /** Applies changes that were read from the log, see {@link Feed#reconcile}. Returns how many were new. */
    int reconcile(long room, long since, List<RoomUpdate> changes, long upTo) {
        var feed = feeds.get(room);
        return feed == null
                ? 0
                : feed.reconcile(
                        since,
                        changes.stream()
                                .map(update -> new Feed.Change(update.version(), new Frame(update.bytes())))
                                .toList(),
                        upTo);
    }

    /** Calls back with the id of each subscribed room and the version up to which it is delivered. */
    void forEachPosition(BiConsumer<Long, Long> consumer) {
        feeds.forEach((room, feed) -> {
            var version = feed.position();
            if (version >= 0) {
                consumer.accept(room, version);
            }
        });
    }

    /** Sends a frame to the sockets of one account, in all processes. */
    void sendToAccount(long account, Frame frame) {
        backplane.publish(new AccountBroadcast(account, frame.utf8()));
    }

    /** Sends a frame to the subscribers of a room in all processes, except the sockets of one account. */
    void sendToRoom(long room, Frame frame, long excludedAccount) {
        backplane.publish(new RoomBroadcast(room, excludedAccount, frame.utf8()));
    }

    /** Sends a frame to all sockets of this process. */
    void sendToAll(Frame frame) {
        accounts.values().forEach(clients -> enqueue(clients, frame));
    }

    /** The sockets of an account in this process: a live view. */
    Collection<Client> clientsOf(long account) {
        return accounts.getOrDefault(account, Set.of());
    }

    List<Client> subscribersOf(long room) {
        var feed = feeds.get(room);
        return feed == null ? List.of() : feed.clients();
    }

    /** The number of sockets of this process that are subscribed to a room. */
    int countSubscribers(long room) {
        var feed = feeds.get(room);
        return feed == null ? 0 : feed.size();
    }

    /** Calls back with each socket of this process. */
    void forEachClient(Consumer<Client> consumer) {
        accounts.values().forEach(clients -> clients.forEach(consumer));
    }

    boolean isConnected(long account) {
        return accounts.containsKey(account);
    }

    private int sockets() {
        return accounts.values().stream().mapToInt(Set::size).sum();
    }

    /** Adds up all sockets when the gauge is read, which takes some microseconds for a thousand. */
    private long pendingBytes() {
        return accounts.values().stream()
                .flatMap(Set::stream)
                .mapToLong(client -> client.outbox().pendingBytes())
                .sum();
    }

    private static void enqueue(Collection<Client> clients, Frame frame) {
        clients.forEach(client -> client.outbox().enqueue(frame));
    }

    /** Ends the subscription to a topic without sockets. Returns null, which removes its entry from a map. */
    private <T> T release(Topic topic) {
        backplane.unsubscribe(topic);
        return null;
    }

    private void withFeed(long room, Consumer<Feed> action) {
        var feed = feeds.get(room);
        if (feed != null) {
            action.accept(feed);
        }
    }
}
