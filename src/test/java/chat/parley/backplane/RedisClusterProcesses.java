package chat.parley.backplane;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A Redis cluster of three nodes on this machine, each with a third of the slots and none with a replica. Requires Redis 7. */
final class RedisClusterProcesses implements AutoCloseable {

    private static final int NODE_COUNT = 3;
    private static final int SLOTS = 16_384;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final List<RedisProcess> nodes =
            Stream.generate(RedisProcess::ofCluster).limit(NODE_COUNT).toList();

    static RedisClusterProcesses start() {
        var cluster = new RedisClusterProcesses();
        for (var number = 0; number < NODE_COUNT; number++) {
            var node = cluster.node(number);
            node.send("CLUSTER ADDSLOTSRANGE %d %d"
                    .formatted(SLOTS * number / NODE_COUNT, SLOTS * (number + 1) / NODE_COUNT - 1));
            node.meet(cluster.node(0));
        }
        cluster.awaitAgreement();
        return cluster;
    }

    /** Waits until all nodes agree on the owner of each slot. */
    void awaitAgreement() {
        await().atMost(START_TIMEOUT).until(() -> nodes.stream().allMatch(RedisProcess::knowsAllSlotOwners));
    }

    RedisProcess node(int number) {
        return nodes.get(number);
    }

    /** The index of the node that owns the channel's slot. */
    int ownerOf(String channel) {
        return NODE_COUNT * slot(channel) / SLOTS;
    }

    int slot(String channel) {
        return Integer.parseInt(
                node(0).send("CLUSTER KEYSLOT " + channel).strip().substring(1));
    }

    /** Moves a slot without keys to another node, like {@code redis-cli --cluster reshard}. */
    void moveSlot(int slot, int from, int to) {
        var id = id(node(to));
        node(to).send("CLUSTER SETSLOT %d NODE %s".formatted(slot, id));
        node(from).send("CLUSTER SETSLOT %d NODE %s".formatted(slot, id));
    }

    RedisProcess replicaOf(int number) {
        var replica = RedisProcess.ofCluster();
        replica.meet(node(number));
        await().atMost(START_TIMEOUT)
                .until(() ->
                        replica.send("CLUSTER REPLICATE " + id(node(number))).startsWith("+OK"));
        await().atMost(START_TIMEOUT)
                .until(() -> nodes.stream()
                        .allMatch(node -> node.send("CLUSTER NODES").contains(id(replica))));
        return replica;
    }

    /** Forces a failover: the replica takes the slots of the other node at once, which becomes its replica. */
    void failOver(RedisProcess replica, RedisProcess other) {
        replica.send("CLUSTER FAILOVER TAKEOVER");
        await().atMost(START_TIMEOUT).until(() -> other.send("ROLE").contains("slave"));
    }

    private static String id(RedisProcess node) {
        return node.send("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
    }

    List<String> urls() {
        return nodes.stream().map(RedisProcess::url).toList();
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
