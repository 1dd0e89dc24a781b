package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Sharded pub/sub: each channel is on the node that owns its slot. Requires Redis 7. */
class ShardedClusterBackplaneTest extends ClusterContract {

    @Override
    protected boolean sharded() {
        return true;
    }

    @Override
    protected List<Long> roomsDuringOutage(int stoppedNode) {
        return ROOMS.stream()
                .filter(room -> cluster.ownerOf("parley:room:" + room) != stoppedNode)
                .toList();
    }

    @Test
    void unresponsiveNodeIsDetectedAndDoesNotBlockOthers() {
        ROOMS.forEach(room -> other.subscribe(Topic.room(room)));
        var received = receivedBy(other);
        publishUntilReceived(received, ROOMS, 50);
        await().until(() -> one.isHealthy() && other.isHealthy());

        cluster.node(2).pause();
        await().until(() -> !one.isHealthy() && !other.isHealthy());
        publishUntilReceived(received, roomsDuringOutage(2), 50);
        cluster.node(2).resume();

        await().until(() -> one.isHealthy() && other.isHealthy());
        publishUntilReceived(received, ROOMS, 50);
        cluster.awaitAgreement();
    }

    @Test
    void subscriptionFollowsItsSlotToAnotherNode() {
        other.subscribe(Topic.room(2_000));
        var received = receivedBy(other);
        publishUntilReceived(received, List.of(2_000L));
        var slot = cluster.slot("parley:room:2000");
        var from = cluster.ownerOf("parley:room:2000");
        var to = (from + 1) % 3;

        cluster.moveSlot(slot, from, to);
        publishUntilReceived(received, List.of(2_000L));
        cluster.moveSlot(slot, to, from);
        publishUntilReceived(received, List.of(2_000L));
    }

    @Test
    void promotedReplicaIsUsed() {
        ROOMS.forEach(room -> other.subscribe(Topic.room(room)));
        var received = receivedBy(other);
        publishUntilReceived(received, ROOMS, 50);

        try (var replica = cluster.replicaOf(0)) {
            cluster.failOver(replica, cluster.node(0));
            publishUntilReceived(received, ROOMS, 50);
            await().until(() -> one.isHealthy() && other.isHealthy());
            cluster.failOver(cluster.node(0), replica);
            publishUntilReceived(received, ROOMS, 50);
        }
    }

    @Test
    void prefixThatMapsAllChannelsToOneNodeIsRejected() {
        var process = process("{parley}", options());

        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parley.backplane.channel-prefix");
    }

    @Test
    void stoppedBackplaneLeavesNoConnection() {
        await().until(() -> one.isHealthy() && other.isHealthy());

        one.stop();
        other.stop();

        await().until(() -> cluster.node(0).countClients() == 1);
    }
}
