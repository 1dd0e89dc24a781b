package chat.parley.backplane;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Redis cluster of three nodes on this machine, each with a third of the slots and none with a replica. Requires Redis 7. */
final class RedisClusterProcesses implements AutoCloseable {

    private static final int SIZE = 3;
    private static final int SLOTS = 16_384;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final List<RedisProcess> nodes =
            Stream.generate(RedisProcess::ofCluster).limit(SIZE).toList();

    static RedisClusterProcesses started() {
        var cluster = new RedisClusterProcesses();
        for (var number = 0; number < SIZE; number++) {
            var node = cluster.node(number);
            node.asks("CLUSTER ADDSLOTSRANGE %d %d".formatted(SLOTS * number / SIZE, SLOTS * (number + 1) / SIZE - 1));
            node.meets(cluster.node(0));
        }
        cluster.comesTogether();
        return cluster;
    }

    /** Waits until all nodes agree on the owner of each slot. */
    void comesTogether() {
        await().atMost(START_TIMEOUT).until(() -> nodes.stream().allMatch(RedisProcess::knowsWhoHasEachSlot));
    }

    RedisProcess node(int number) {
        return nodes.get(number);
    }

    /** The index of the node that owns the channel's slot. */
    int whoHas(String channel) {
        return SIZE * slot(channel) / SLOTS;
    }

    int slot(String channel) {
        return Integer.parseInt(
                node(0).asks("CLUSTER KEYSLOT " + channel).strip().substring(1));
    }

    /** Moves a slot without keys to another node, like {@code redis-cli --cluster reshard}. */
    void moves(int slot, int from, int to) {
        var id = id(node(to));
        node(to).asks("CLUSTER SETSLOT %d NODE %s".formatted(slot, id));
        node(from).asks("CLUSTER SETSLOT %d NODE %s".formatted(slot, id));
    }

    RedisProcess replicaOf(int number) {
        var replica = RedisProcess.ofCluster();
        replica.meets(node(number));
        await().atMost(START_TIMEOUT)
                .until(() ->
                        replica.asks("CLUSTER REPLICATE " + id(node(number))).startsWith("+OK"));
        await().atMost(START_TIMEOUT)
                .until(() -> nodes.stream()
                        .allMatch(node -> node.asks("CLUSTER NODES").contains(id(replica))));
        return replica;
    }

    /** Forces a failover: the replica takes the slots of the other node at once, which becomes its replica. */
    void takesOver(RedisProcess replica, RedisProcess other) {
        replica.asks("CLUSTER FAILOVER TAKEOVER");
        await().atMost(START_TIMEOUT).until(() -> other.asks("ROLE").contains("slave"));
    }

    private static String id(RedisProcess node) {
        return node.asks("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
    }

    List<String> urls() {
        return nodes.stream().map(RedisProcess::url).toList();
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
