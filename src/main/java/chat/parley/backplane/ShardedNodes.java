package chat.parley.backplane;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The nodes of a cluster with sharded channels. Once a second it asks one of them for the slot map and moves
 * subscriptions to the current owner of their channel. Each node has its own connections; a failed node does not affect
 * the others.
 */
final class ShardedNodes implements RedisNodes {

    /** Time without a slot map after which another node is asked. */
    private static final Duration TOPOLOGY_TIMEOUT = Duration.ofSeconds(4);

    private static final Request CLUSTER_SLOTS = Request.cmd(Command.CLUSTER).arg("SLOTS");
    private static final String NO_RESPONSE = "no response";

    /** Creates a node of the cluster. */
    interface NodeFactory {

        /**
         * @param name the name of the node in log messages
         * @param subscribers creates the client of each subscriber connection
         * @param publishers creates the client of each publisher connection
         * @param tag returns the hash tag that places a channel on this node
         * @param isOwned whether this node currently owns a channel
         */
        RedisNode create(
                String name,
                Supplier<Redis> subscribers,
                Supplier<Redis> publishers,
                Supplier<String> tag,
                Predicate<String> isOwned);
    }

    private final RedisClients clients;
    private final NodeFactory nodeFactory;
    private final Consumer<Predicate<String>> onMoved;
    private final RedisConnectionManager topologyConnection;
    private final Map<String, RedisNode> nodes = new ConcurrentHashMap<>();
    private volatile SlotMap slotMap = SlotMap.NONE;
    private volatile Map<String, String> tags = Map.of();
    private volatile long answeredAt = System.nanoTime();
    private volatile String problem = NO_RESPONSE;
    private volatile String topologyAddress;
    private boolean closed;

    /** @param onMoved receives which channels have a new owner and have to be subscribed there */
    ShardedNodes(Vertx vertx, RedisClients clients, NodeFactory nodeFactory, Consumer<Predicate<String>> onMoved) {
        this.clients = clients;
        this.nodeFactory = nodeFactory;
        this.onMoved = onMoved;
        var next = clients.roundRobin(0, () -> slotMap.addresses());
        this.topologyConnection = new RedisConnectionManager(
                "topology connection to Redis",
                vertx,
                () -> clients.createForNode(topologyAddress = next.get()),
                message -> {},
                this::requestSlotMap);
    }

    @Override
    public void open() {
        topologyConnection.open();
    }

    @Override
    public synchronized void close() {
        closed = true;
        topologyConnection.close();
        nodes.values().forEach(RedisNode::close);
    }

    @Override
    public void heartbeat() {
        if (System.nanoTime() - answeredAt > TOPOLOGY_TIMEOUT.toNanos()) {
            answeredAt = System.nanoTime();
            topologyConnection.reconnect(problem);
        }
        requestSlotMap();
        nodes.values().forEach(RedisNode::heartbeat);
    }

    @Override
    public boolean isHealthy() {
        return !nodes.isEmpty() && nodes.values().stream().allMatch(RedisNode::isHealthy);
    }

    @Override
    public Optional<RedisNode> nodeFor(String channel) {
        return slotMap.addressOf(channel).map(nodes::get);
    }

    private void requestSlotMap() {
        topologyConnection.request(CLUSTER_SLOTS, answer -> {
            if (answer.succeeded()) {
                receiveSlotMap(answer.result());
            } else {
                problem = answer.cause().toString();
            }
        });
    }

    private void receiveSlotMap(Response slots) {
        answeredAt = System.nanoTime();
        problem = NO_RESPONSE;
        var askedHost = URI.create(topologyAddress).getHost();
        var current = SlotMap.read(slots, (host, port) -> clients.addressOf(host.isEmpty() ? askedHost : host, port));
        if (!current.equals(slotMap)) {
            apply(current);
        }
    }

    private synchronized void apply(SlotMap current) {
        if (closed) {
            return;
        }
        var previous = slotMap;
        var added = new HashSet<>(current.addresses());
        added.removeAll(nodes.keySet());
        added.forEach(address -> nodes.put(address, node(address)));
        tags = current.tags();
        slotMap = current;
        added.forEach(address -> nodes.get(address).open());
        for (var removed : new HashSet<>(nodes.keySet())) {
            if (!current.addresses().contains(removed)) {
                nodes.remove(removed).close();
            }
        }
        onMoved.accept(channel -> !current.addressOf(channel).equals(previous.addressOf(channel)));
    }

    private RedisNode node(String address) {
        var uri = URI.create(address);
        Supplier<Redis> clientFactory = () -> clients.createForNode(address);
        return nodeFactory.create(
                uri.getHost() + ":" + uri.getPort(),
                clientFactory,
                clientFactory,
                () -> tags.getOrDefault(address, ""),
                channel -> slotMap.addressOf(channel).filter(address::equals).isPresent());
    }
}
