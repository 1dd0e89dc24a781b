package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Each channel on the node that has its slot. Redis has that since release 7. */
class ShardedClusterBackplaneTest extends ClusterContract {

    @Override
    protected boolean sharded() {
        return true;
    }

    @Override
    protected List<Long> meanwhile(int gone) {
        return ROOMS.stream()
                .filter(room -> cluster.whoHas("parley:room:" + room) != gone)
                .toList();
    }

    @Test
    void unresponsiveNodeIsDetectedAndDoesNotBlockOthers() {
        ROOMS.forEach(room -> other.subscribe(Topic.room(room)));
        var heard = heardBy(other);
        untilHeard(heard, ROOMS, 50);
        await().until(() -> one.isHealthy() && other.isHealthy());

        cluster.node(2).pause();
        await().until(() -> !one.isHealthy() && !other.isHealthy());
        untilHeard(heard, meanwhile(2), 50);
        cluster.node(2).goOn();

        await().until(() -> one.isHealthy() && other.isHealthy());
        untilHeard(heard, ROOMS, 50);
        cluster.comesTogether();
    }

    @Test
    void subscriptionFollowsItsSlotToAnotherNode() {
        other.subscribe(Topic.room(2_000));
        var heard = heardBy(other);
        untilHeard(heard, List.of(2_000L), 2_000);
        var slot = cluster.slot("parley:room:2000");
        var from = cluster.whoHas("parley:room:2000");
        var to = (from + 1) % 3;

        cluster.moves(slot, from, to);
        untilHeard(heard, List.of(2_000L), 2_000);
        cluster.moves(slot, to, from);
        untilHeard(heard, List.of(2_000L), 2_000);
    }

    @Test
    void promotedReplicaIsUsed() {
        ROOMS.forEach(room -> other.subscribe(Topic.room(room)));
        var heard = heardBy(other);
        untilHeard(heard, ROOMS, 50);

        try (var replica = cluster.replicaOf(0)) {
            cluster.takesOver(replica, cluster.node(0));
            untilHeard(heard, ROOMS, 50);
            await().until(() -> one.isHealthy() && other.isHealthy());
            cluster.takesOver(cluster.node(0), replica);
            untilHeard(heard, ROOMS, 50);
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

        await().until(() -> cluster.node(0).clients() == 1);
    }
}
