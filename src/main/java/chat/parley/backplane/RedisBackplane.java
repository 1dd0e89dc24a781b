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

    private final long processId = new SecureRandom().nextLong();
    private final Listeners listeners = new Listeners();
    private final TraceCorrelator traceCorrelator = new TraceCorrelator();
    private final Set<Topic> subscribedTopics = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final Supplier<RedisOptions> settings;
    private final String prefix;
    private final PubSubCommands pubSubCommands;
    private final BackplaneMetrics backplaneMetrics;
    private final Inbox inbox = new Inbox(this::deliver);
    private RedisNodes nodes;
    private long heartbeatTimer;

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
        subscribedTopics.add(Topic.EVERYONE);
        nodes = nodes(new RedisClients(vertx, settings.get()));
        nodes.open();
        heartbeatTimer = vertx.setPeriodic(HEARTBEAT_INTERVAL_MILLIS, timer -> nodes.heartbeat());
    }

    @PreDestroy
    void stop() {
        if (nodes != null) {
            vertx.cancelTimer(heartbeatTimer);
            nodes.close();
        }
        inbox.close();
    }

    /**
     * Without sharding any node of a cluster works. Subscriber and publisher use different nodes, so that heartbeats
     * also test the link between nodes.
     */
    private RedisNodes nodes(RedisClients clients) {
        if (!clients.isCluster()) {
            return new SingleRedisNode(
                    node("Redis", clients::createForAllHosts, clients::createForAllHosts, () -> "", channel -> true));
        } else if (pubSubCommands == PubSubCommands.PLAIN) {
            var first = ThreadLocalRandom.current().nextInt(Short.MAX_VALUE);
            var subscribers = clients.roundRobin(first, Set::of);
            var publishers = clients.roundRobin(first + 1, Set::of);
            return new SingleRedisNode(node(
                    "Redis",
                    () -> clients.createForNode(subscribers.get()),
                    () -> clients.createForNode(publishers.get()),
                    () -> "",
                    channel -> true));
        }
        if (prefix.contains("{")) {
            throw new IllegalArgumentException(
                    "parley.backplane.channel-prefix must not contain braces with parley.backplane.sharded: all channels would be in one shard");
        }
        return new ShardedNodes(vertx, clients, this::node, this::resubscribe);
    }

    private RedisNode node(
            String name,
            Supplier<Redis> subscribers,
            Supplier<Redis> publishers,
            Supplier<String> tag,
            Predicate<String> isOwned) {
        return new RedisNode(name, vertx, subscribers, publishers, pubSubCommands, new RedisNode.Owner() {

            @Override
            public String heartbeatChannel() {
                return prefix + ":heartbeat:" + Long.toHexString(processId) + tag.get();
            }

            @Override
            public List<String> subscribedChannels() {
                return subscribedTopics.stream()
                        .map(RedisBackplane.this::channel)
                        .filter(isOwned)
                        .toList();
            }

            @Override
            public void received(byte[] payload) {
                RedisBackplane.this.receive(payload);
            }

            @Override
            public void heartbeatReceived(long nanos) {
                backplaneMetrics.roundTrip(nanos);
            }
        });
    }

    @Override
    public void publish(BackplaneMessage message) {
        listeners.dispatch(message);
        publishToOthers(message);
    }

    @Override
    public void publishToOthers(BackplaneMessage message) {
        if (message instanceof RoomUpdate update && update.trace().isSampled()) {
            publish(new TraceHeader(update.room(), update.version(), update.trace()), () -> {});
        }
        backplaneMetrics.published();
        publish(message, backplaneMetrics::publishFailed);
    }

    private void publish(BackplaneMessage message, Runnable onFailure) {
        var channel = channel(message.topic());
        var payload = Buffer.buffer(new MessageCodec(processId, message).encode());
        nodes.nodeFor(channel).ifPresentOrElse(node -> node.publish(channel, payload, onFailure), onFailure);
    }

    @Override
    public void addListener(Consumer<BackplaneMessage> listener) {
        listeners.add(listener);
    }

    @Override
    public void subscribe(Topic topic) {
        if (subscribedTopics.add(topic)) {
            subscribeChannel(channel(topic));
        }
    }

    @Override
    public void unsubscribe(Topic topic) {
        if (subscribedTopics.remove(topic)) {
            var channel = channel(topic);
            nodes.nodeFor(channel).ifPresent(node -> node.unsubscribe(channel));
        }
    }

    @Override
    public boolean isSingleProcess() {
        return false;
    }

    @Override
    public long processId() {
        return processId;
    }

    @Override
    public boolean isHealthy() {
        return nodes.isHealthy() && !inbox.hasRecentlyDropped();
    }

    private void subscribeChannel(String channel) {
        nodes.nodeFor(channel).ifPresent(node -> node.subscribe(List.of(channel)));
    }

    private void resubscribe(Predicate<String> channels) {
        subscribedTopics.stream().map(this::channel).filter(channels).forEach(this::subscribeChannel);
    }

    private void receive(byte[] payload) {
        MessageCodec.decode(payload)
                .filter(decoded -> decoded.sender() != processId)
                .ifPresent(decoded -> {
                    if (!inbox.offer(decoded.message(), payload.length)) {
                        backplaneMetrics.dropped();
                    }
                });
    }

    private void deliver(BackplaneMessage message) {
        if (message instanceof TraceHeader header) {
            traceCorrelator.add(header);
        } else {
            backplaneMetrics.received();
            listeners.dispatch(message instanceof RoomUpdate update ? traceCorrelator.withTrace(update) : message);
        }
    }

    private String channel(Topic topic) {
        return switch (topic.scope()) {
            case EVERYONE -> prefix + ":broadcast";
            case ROOM -> prefix + ":room:" + topic.id();
            case ACCOUNT -> prefix + ":account:" + topic.id();
        };
    }
}
