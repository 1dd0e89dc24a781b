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
    private final Map<CloseCode, Counter> closes = new EnumMap<>(CloseCode.class);
    private volatile boolean admits = true;

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
        Gauge.builder("parley.realtime.pending", this, Hub::queued)
                .description("Number of bytes queued for sockets, including network buffers.")
                .baseUnit("bytes")
                .register(metrics);
        for (var why : CloseCode.values()) {
            closes.put(
                    why,
                    Counter.builder("parley.realtime.disconnects")
                            .description("Number of sockets closed by the server, by close code.")
                            .tag("code", String.valueOf(why.code()))
                            .register(metrics));
        }
    }

    void listen(@Observes StartupEvent started) {
        backplane.addListener(this::heard);
    }

    private void heard(BackplaneMessage news) {
        if (news instanceof RoomUpdate hint) {
            push(hint);
        } else if (news instanceof RoomBroadcast told) {
            withFeed(told.room(), feed -> feed.tell(new Frame(told.bytes()), told.excludedAccount()));
        } else if (news instanceof AccountBroadcast told) {
            offer(clientsOf(told.account()), new Frame(told.bytes()));
        }
    }

    private void push(RoomUpdate hint) {
        var span = traces.begin("push", SpanKind.CONSUMER, hint.trace())
                .setAttribute("parley.room", hint.room())
                .setAttribute("parley.version", hint.version());
        try {
            moved(hint);
        } finally {
            span.end();
        }
    }

    /** The process is stopping: new sockets are closed and asked to reconnect. */
    void admitNoMore() {
        admits = false;
    }

    boolean admits() {
        return admits;
    }

    /** A socket has opened. */
    void enter(Client client) {
        client.outbox().whenTooSlow(() -> expel(client, CloseCode.TOO_SLOW));
        accounts.compute(client.account(), (account, clients) -> {
            var grown = clients == null ? ConcurrentHashMap.<Client>newKeySet() : clients;
            grown.add(client);
            backplane.subscribe(Topic.account(account));
            return grown;
        });
        if (client.gone()) {
            leave(client);
        } else if (!admits) {
            expel(client, CloseCode.RESTARTING);
        }
    }

    /** A socket has closed, or is about to: nothing is delivered to it any more. */
    void leave(Client client) {
        client.go();
        accounts.computeIfPresent(client.account(), (account, clients) -> {
            clients.remove(client);
            return clients.isEmpty() ? none(Topic.account(account)) : clients;
        });
        client.rooms().forEach(room -> unfollow(client, room));
    }

    /** Ends delivery to a socket at once and closes it. */
    void expel(Client client, CloseCode why) {
        leave(client);
        if (client.outbox().close(why)) {
            closes.get(why).increment();
        }
    }

    /** Holds a place in a room for a socket, before its position is read; false when it has one. */
    boolean follow(Client client, long room) {
        var taken = new boolean[1];
        feeds.compute(room, (id, feed) -> {
            var open = feed == null ? new Feed() : feed;
            taken[0] = open.take(client);
            backplane.subscribe(Topic.room(id));
            return open;
        });
        client.rooms().add(room);
        if (client.gone()) {
            unfollow(client, room);
        }
        return taken[0];
    }

    /** Delivers what came after {@code version}, the position that was read since {@link #follow}. */
    void begin(Client client, long room, long version) {
        withFeed(room, feed -> feed.begin(client, version));
    }

    /** Holds back what comes from a room for the sockets of one person, until {@link #resume}. */
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

    void unfollow(Client client, long room) {
        client.rooms().remove(room);
        feeds.computeIfPresent(room, (id, feed) -> feed.leave(client) ? none(Topic.room(id)) : feed);
    }

    /** A hint: in order or not, again or for the first time. */
    void moved(RoomUpdate hint) {
        withFeed(hint.room(), feed -> feed.moved(new Feed.Change(hint.version(), new Frame(hint.bytes()))));
    }

    /** What the log says changed in a room since a version; answers how much of it was new. */
    int caughtUp(long room, long since, List<RoomUpdate> changes, long upTo) {
        var feed = feeds.get(room);
        return feed == null
                ? 0
                : feed.caughtUp(
                        since,
                        changes.stream()
                                .map(hint -> new Feed.Change(hint.version(), new Frame(hint.bytes())))
                                .toList(),
                        upTo);
    }

    /** Every room that is followed here, with the version up to which it has been handed out. */
    void positions(BiConsumer<Long, Long> each) {
        feeds.forEach((room, feed) -> {
            var pushed = feed.pushed();
            if (pushed >= 0) {
                each.accept(room, pushed);
            }
        });
    }

    /** To the sockets of one person, in every process. */
    void tellAccount(long account, Frame frame) {
        backplane.publish(new AccountBroadcast(account, frame.utf8()));
    }

    /** To those who follow a room, in every process, but for the sockets of one person. */
    void tellRoom(long room, Frame frame, long except) {
        backplane.publish(new RoomBroadcast(room, except, frame.utf8()));
    }

    /** To everyone here. */
    void tellAll(Frame frame) {
        accounts.values().forEach(clients -> offer(clients, frame));
    }

    Collection<Client> clientsOf(long account) {
        return accounts.getOrDefault(account, Set.of());
    }

    List<Client> followersOf(long room) {
        var feed = feeds.get(room);
        return feed == null ? List.of() : feed.clients();
    }

    /** How many sockets here follow a room. */
    int countFollowers(long room) {
        var feed = feeds.get(room);
        return feed == null ? 0 : feed.size();
    }

    /** Every socket. */
    void everyone(Consumer<Client> each) {
        accounts.values().forEach(clients -> clients.forEach(each));
    }

    boolean isConnected(long account) {
        return accounts.containsKey(account);
    }

    private int sockets() {
        return accounts.values().stream().mapToInt(Set::size).sum();
    }

    /** Looks at each socket, some microseconds for a thousand, when somebody asks. */
    private long queued() {
        return accounts.values().stream()
                .flatMap(Set::stream)
                .mapToLong(client -> client.outbox().waiting())
                .sum();
    }

    private static void offer(Collection<Client> clients, Frame frame) {
        clients.forEach(client -> client.outbox().offer(frame));
    }

    /** Nobody is left to hear of it. */
    private <Left> Left none(Topic topic) {
        backplane.unsubscribe(topic);
        return null;
    }

    private void withFeed(long room, Consumer<Feed> act) {
        var feed = feeds.get(room);
        if (feed != null) {
            act.accept(feed);
        }
    }
}
