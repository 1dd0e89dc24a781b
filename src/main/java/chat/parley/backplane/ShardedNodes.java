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

    /** A guide that has said nothing for so long is left for another. */
    private static final Duration TOPOLOGY_TIMEOUT = Duration.ofSeconds(4);

    private static final Request WHO_HAS_WHICH = Request.cmd(Command.CLUSTER).arg("SLOTS");
    private static final String SILENCE = "no response";

    /** Makes a node of the cluster. */
    interface Maker {

        /**
         * @param tag what a channel has in its name to be of this node, now
         * @param has whether a channel is of this node, now
         */
        RedisNode node(
                String name,
                Supplier<Redis> subscribers,
                Supplier<Redis> publishers,
                Supplier<String> tag,
                Predicate<String> has);
    }

    private final RedisClients clients;
    private final Maker maker;
    private final Consumer<Predicate<String>> moved;
    private final RedisConnectionManager guide;
    private final Map<String, RedisNode> nodes = new ConcurrentHashMap<>();
    private volatile SlotMap shards = SlotMap.NONE;
    private volatile Map<String, String> tags = Map.of();
    private volatile long answeredAt = System.nanoTime();
    private volatile String wrong = SILENCE;
    private volatile String guiding;
    private boolean over;

    /** @param moved is told which channels are of another node than before, and so have to be subscribed there */
    ShardedNodes(Vertx vertx, RedisClients clients, Maker maker, Consumer<Predicate<String>> moved) {
        this.clients = clients;
        this.maker = maker;
        this.moved = moved;
        var next = clients.inTurn(0, () -> shards.addresses());
        this.guide = new RedisConnectionManager(
                "guide to Redis", vertx, () -> clients.ofNode(guiding = next.get()), nothing -> {}, this::ask);
    }

    @Override
    public void open() {
        guide.open();
    }

    @Override
    public synchronized void close() {
        over = true;
        guide.close();
        nodes.values().forEach(RedisNode::close);
    }

    @Override
    public void heartbeat() {
        if (System.nanoTime() - answeredAt > TOPOLOGY_TIMEOUT.toNanos()) {
            answeredAt = System.nanoTime();
            guide.renew(wrong);
        }
        ask();
        nodes.values().forEach(RedisNode::heartbeat);
    }

    @Override
    public boolean isHealthy() {
        return !nodes.isEmpty() && nodes.values().stream().allMatch(RedisNode::isHealthy);
    }

    @Override
    public Optional<RedisNode> of(String channel) {
        return shards.of(channel).map(nodes::get);
    }

    private void ask() {
        guide.ask(WHO_HAS_WHICH, answer -> {
            if (answer.succeeded()) {
                learn(answer.result());
            } else {
                wrong = answer.cause().toString();
            }
        });
    }

    private void learn(Response slots) {
        answeredAt = System.nanoTime();
        wrong = SILENCE;
        var asking = URI.create(guiding).getHost();
        var now = SlotMap.read(slots, (host, port) -> clients.address(host.isEmpty() ? asking : host, port));
        if (!now.equals(shards)) {
            change(now);
        }
    }

    private synchronized void change(SlotMap now) {
        if (over) {
            return;
        }
        var before = shards;
        var added = new HashSet<>(now.addresses());
        added.removeAll(nodes.keySet());
        added.forEach(address -> nodes.put(address, node(address)));
        tags = now.tags();
        shards = now;
        added.forEach(address -> nodes.get(address).open());
        for (var gone : new HashSet<>(nodes.keySet())) {
            if (!now.addresses().contains(gone)) {
                nodes.remove(gone).close();
            }
        }
        moved.accept(channel -> !now.of(channel).equals(before.of(channel)));
    }

    private RedisNode node(String address) {
        var uri = URI.create(address);
        Supplier<Redis> made = () -> clients.ofNode(address);
        return maker.node(
                uri.getHost() + ":" + uri.getPort(),
                made,
                made,
                () -> tags.getOrDefault(address, ""),
                channel -> shards.of(channel).filter(address::equals).isPresent());
    }
}
