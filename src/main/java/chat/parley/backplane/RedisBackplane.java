package chat.parley.backplane;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/**
 * The backplane of several processes: Redis publish and subscribe, with one channel for each topic. A process delivers
 * its own messages directly and not through Redis, so it keeps serving its clients while Redis is down.
 */
@ApplicationScoped
@Typed(RedisBackplane.class)
class RedisBackplane implements Backplane {

    private static final long HEARTBEAT_INTERVAL_MILLIS = 1_000;

    private final long process = new SecureRandom().nextLong();
    private final Listeners listeners = new Listeners();
    private final TraceCorrelator origins = new TraceCorrelator();
    private final Set<Topic> followed = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final Supplier<RedisOptions> settings;
    private final String prefix;
    private final PubSubCommands pubSubCommands;
    private final BackplaneMetrics backplaneMetrics;
    private final Inbox inbox = new Inbox(this::deliver);
    private RedisNodes nodes;
    private long pulse;

    @Inject
    RedisBackplane(Vertx vertx, RedisSettings settings, MeterRegistry metrics, BackplaneConfig config) {
        this(vertx, settings::options, metrics, config.channelPrefix(), config.sharded());
    }

    RedisBackplane(
            Vertx vertx, Supplier<RedisOptions> settings, MeterRegistry metrics, String prefix, boolean sharded) {
        this.vertx = vertx;
        this.settings = settings;
        this.prefix = prefix;
        this.pubSubCommands = sharded ? PubSubCommands.SHARDED : PubSubCommands.PLAIN;
        this.backplaneMetrics = new BackplaneMetrics(metrics);
    }

    void start() {
        followed.add(Topic.EVERYONE);
        nodes = nodes(new RedisClients(vertx, settings.get()));
        nodes.open();
        pulse = vertx.setPeriodic(HEARTBEAT_INTERVAL_MILLIS, now -> nodes.heartbeat());
    }

    @PreDestroy
    void stop() {
        if (nodes != null) {
            vertx.cancelTimer(pulse);
            nodes.close();
        }
        inbox.close();
    }

    /** Without sharding any node of a cluster works. Subscriber and publisher use different nodes, so that heartbeats also test the link between nodes. */
    private RedisNodes nodes(RedisClients clients) {
        if (!clients.ofCluster()) {
            return new SingleNode(node("Redis", clients::asSet, clients::asSet, () -> "", channel -> true));
        } else if (pubSubCommands == PubSubCommands.PLAIN) {
            var first = ThreadLocalRandom.current().nextInt(Short.MAX_VALUE);
            var subscribers = clients.inTurn(first, Set::of);
            var publishers = clients.inTurn(first + 1, Set::of);
            return new SingleNode(node(
                    "Redis",
                    () -> clients.ofNode(subscribers.get()),
                    () -> clients.ofNode(publishers.get()),
                    () -> "",
                    channel -> true));
        }
        if (prefix.contains("{")) {
            throw new IllegalArgumentException(
                    "parley.backplane.channel-prefix must not contain braces with parley.backplane.sharded: all channels would be in one shard");
        }
        return new ShardedNodes(vertx, clients, this::node, this::moved);
    }

    private RedisNode node(
            String name,
            Supplier<Redis> subscribers,
            Supplier<Redis> publishers,
            Supplier<String> tag,
            Predicate<String> has) {
        return new RedisNode(name, vertx, subscribers, publishers, pubSubCommands, new RedisNode.Owner() {

            @Override
            public String pulse() {
                return prefix + ":heartbeat:" + Long.toHexString(process) + tag.get();
            }

            @Override
            public List<String> channels() {
                return followed.stream()
                        .map(RedisBackplane.this::channel)
                        .filter(has)
                        .toList();
            }

            @Override
            public void heard(byte[] told) {
                RedisBackplane.this.heard(told);
            }

            @Override
            public void heardMyself(long nanos) {
                backplaneMetrics.roundTrip(nanos);
            }
        });
    }

    @Override
    public void publish(BackplaneMessage news) {
        listeners.dispatch(news);
        publishToOthers(news);
    }

    @Override
    public void publishToOthers(BackplaneMessage news) {
        if (news instanceof RoomUpdate hint && hint.trace().isSampled()) {
            publish(new TraceHeader(hint.room(), hint.version(), hint.trace()), () -> {});
        }
        backplaneMetrics.published();
        publish(news, backplaneMetrics::publishFailed);
    }

    private void publish(BackplaneMessage news, Runnable lost) {
        var channel = channel(news.topic());
        var told = Buffer.buffer(new MessageCodec(process, news).bytes());
        nodes.of(channel).ifPresentOrElse(node -> node.publish(channel, told, lost), lost);
    }

    @Override
    public void listen(Consumer<BackplaneMessage> listener) {
        listeners.add(listener);
    }

    @Override
    public void follow(Topic topic) {
        if (followed.add(topic)) {
            subscribe(channel(topic));
        }
    }

    @Override
    public void leave(Topic topic) {
        if (followed.remove(topic)) {
            var channel = channel(topic);
            nodes.of(channel).ifPresent(node -> node.unsubscribe(channel));
        }
    }

    @Override
    public boolean isSingleProcess() {
        return false;
    }

    @Override
    public long process() {
        return process;
    }

    @Override
    public boolean isHealthy() {
        return nodes.isHealthy() && !inbox.hasDroppedLately();
    }

    private void subscribe(String channel) {
        nodes.of(channel).ifPresent(node -> node.subscribe(List.of(channel)));
    }

    private void moved(Predicate<String> channels) {
        followed.stream().map(this::channel).filter(channels).forEach(this::subscribe);
    }

    private void heard(byte[] told) {
        MessageCodec.read(told).filter(parcel -> parcel.sender() != process).ifPresent(parcel -> {
            if (!inbox.offer(parcel.news(), told.length)) {
                backplaneMetrics.dropped();
            }
        });
    }

    private void deliver(BackplaneMessage news) {
        if (news instanceof TraceHeader origin) {
            origins.keep(origin);
        } else {
            backplaneMetrics.received();
            listeners.dispatch(news instanceof RoomUpdate hint ? origins.traced(hint) : news);
        }
    }

    private String channel(Topic topic) {
        return switch (topic.about()) {
            case EVERYONE -> prefix + ":broadcast";
            case ROOM -> prefix + ":room:" + topic.id();
            case ACCOUNT -> prefix + ":account:" + topic.id();
        };
    }
}
