package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** Two processes, and between them a real cluster of three nodes that go and come. Redis has shards since release 7. */
class ClusterBackplaneTest {

    /** Every node has some of so many. */
    private static final List<Long> ROOMS = LongStream.rangeClosed(1, 50).boxed().toList();

    private static RedisClusterProcesses cluster;
    private static Vertx vertx;

    @BeforeAll
    static void start() {
        assumeTrue(RedisProcess.release() >= 7, "no Redis 7 is installed here");
        cluster = RedisClusterProcesses.started();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    abstract static class OnACluster extends BackplaneContract {

        private final List<RedisBackplane> processes = new ArrayList<>();
        protected RedisBackplane one;
        protected RedisBackplane other;

        protected abstract boolean sharded();

        @BeforeEach
        void twoProcesses() {
            one = started(options());
            other = started(options());
        }

        @AfterEach
        void end() {
            processes.forEach(RedisBackplane::stop);
        }

        @Override
        protected Backplane backplane() {
            return one;
        }

        @Test
        void anotherProcessHearsOfAllThatItFollowsAndOfNothingElse() {
            ROOMS.forEach(room -> other.follow(Topic.room(room)));
            other.follow(Topic.room(1_000));
            other.leave(Topic.room(1_000));
            var heard = heardBy(other);

            untilHeard(heard, ROOMS, 1_000);

            assertThat(heard).extracting(news -> ((Hint) news).room()).isSubsetOf(ROOMS);
        }

        @Test
        void whoIsFollowedWhileANodeIsGoneIsHeardWhenItHasComeBack() {
            ROOMS.subList(0, 25).forEach(room -> other.follow(Topic.room(room)));
            var heard = heardBy(other);
            untilHeard(heard, ROOMS.subList(0, 25), 25);

            cluster.node(1).kill();
            ROOMS.subList(25, 50).forEach(room -> other.follow(Topic.room(room)));
            untilHeard(heard, meanwhile(1), 50);
            cluster.node(1).start();

            untilHeard(heard, ROOMS, 50);
            await().until(() -> one.whole() && other.whole());
            cluster.comesTogether();
        }

        @Test
        void olderServersProtocolDoesAsWell() {
            var third = started(options().setPreferredProtocolVersion(ProtocolVersion.RESP2));
            ROOMS.forEach(room -> third.follow(Topic.room(room)));
            await().until(third::whole);
            var heard = heardBy(third);

            untilHeard(heard, ROOMS, 50);
        }

        /** The rooms that are heard of while that node is not there. */
        protected abstract List<Long> meanwhile(int gone);

        /** Tells of rooms up to {@code last} until the others have been heard of, all from now on. */
        protected void untilHeard(List<News> heard, List<Long> rooms, long last) {
            heard.clear();
            await().until(() -> {
                LongStream.rangeClosed(1, last).forEach(room -> one.tell(new Hint(room, 1, new byte[0])));
                return heard.stream().map(news -> ((Hint) news).room()).toList().containsAll(rooms);
            });
        }

        private RedisBackplane started(RedisOptions options) {
            var process = process("parley", options);
            process.start();
            processes.add(process);
            return process;
        }

        protected RedisBackplane process(String prefix, RedisOptions options) {
            return new RedisBackplane(vertx, () -> options, new SimpleMeterRegistry(), prefix, sharded());
        }

        protected static RedisOptions options() {
            return new RedisOptions().setType(RedisClientType.CLUSTER).setEndpoints(cluster.urls());
        }
    }

    @Nested
    class WithoutShards extends OnACluster {

        @Override
        protected boolean sharded() {
            return false;
        }

        @Override
        protected List<Long> meanwhile(int gone) {
            return ROOMS;
        }
    }

    @Nested
    class Sharded extends OnACluster {

        @Override
        protected boolean sharded() {
            return true;
        }

        @Override
        protected List<Long> meanwhile(int gone) {
            return ROOMS.stream().filter(room -> cluster.whoHas("parley:room:" + room) != gone).toList();
        }

        @Test
        void aNodeThatSaysNothingIsKnownAndStopsNoOther() {
            ROOMS.forEach(room -> other.follow(Topic.room(room)));
            var heard = heardBy(other);
            untilHeard(heard, ROOMS, 50);
            await().until(() -> one.whole() && other.whole());

            cluster.node(2).pause();
            await().until(() -> !one.whole() && !other.whole());
            untilHeard(heard, meanwhile(2), 50);
            cluster.node(2).goOn();

            await().until(() -> one.whole() && other.whole());
            untilHeard(heard, ROOMS, 50);
            cluster.comesTogether();
        }

        @Test
        void aChannelIsFollowedToTheNodeThatItMovesTo() {
            other.follow(Topic.room(2_000));
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
        void aReplicaThatTakesOverIsFollowed() {
            ROOMS.forEach(room -> other.follow(Topic.room(room)));
            var heard = heardBy(other);
            untilHeard(heard, ROOMS, 50);

            try (var replica = cluster.replicaOf(0)) {
                cluster.takesOver(replica, cluster.node(0));
                untilHeard(heard, ROOMS, 50);
                await().until(() -> one.whole() && other.whole());
                cluster.takesOver(cluster.node(0), replica);
                untilHeard(heard, ROOMS, 50);
            }
        }

        @Test
        void aPrefixThatPutsAllOnOneNodeIsRefused() {
            var process = process("{parley}", options());

            assertThatThrownBy(process::start).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("parley.backplane.prefix");
        }

        @Test
        void whoStopsLeavesNoConnectionBehind() {
            await().until(() -> one.whole() && other.whole());

            one.stop();
            other.stop();

            await().until(() -> cluster.node(0).clients() == 1);
        }
    }
}
