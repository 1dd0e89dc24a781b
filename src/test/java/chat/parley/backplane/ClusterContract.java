package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** The tests that a backplane passes on a cluster of three nodes that stop and restart. */
abstract class ClusterContract extends BackplaneContract {

    /** Enough rooms that each node has the channels of some. */
    protected static final List<Long> ROOMS =
            LongStream.rangeClosed(1, 50).boxed().toList();

    protected static RedisClusterProcesses cluster;
    protected static Vertx vertx;

    private final List<RedisBackplane> processes = new ArrayList<>();
    protected RedisBackplane one;
    protected RedisBackplane other;

    @BeforeAll
    static void start() {
        assumeTrue(RedisProcess.majorVersion() >= 7, "no Redis 7 is installed here");
        cluster = RedisClusterProcesses.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    protected abstract boolean sharded();

    @BeforeEach
    void startTwoProcesses() {
        one = startBackplane(options());
        other = startBackplane(options());
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
    void anotherProcessReceivesExactlyItsTopics() {
        ROOMS.forEach(room -> other.subscribe(Topic.room(room)));
        other.subscribe(Topic.room(1_000));
        other.unsubscribe(Topic.room(1_000));
        var received = receivedBy(other);

        publishUntilReceived(received, ROOMS, 1_000);

        assertThat(received)
                .extracting(message -> ((RoomUpdate) message).room())
                .isSubsetOf(ROOMS);
    }

    @Test
    void subscriptionsAreRestoredWhenANodeReturns() {
        ROOMS.subList(0, 25).forEach(room -> other.subscribe(Topic.room(room)));
        var received = receivedBy(other);
        publishUntilReceived(received, ROOMS.subList(0, 25), 25);

        cluster.node(1).kill();
        ROOMS.subList(25, 50).forEach(room -> other.subscribe(Topic.room(room)));
        publishUntilReceived(received, roomsDuringOutage(1), 50);
        cluster.node(1).start();

        publishUntilReceived(received, ROOMS, 50);
        await().until(() -> one.isHealthy() && other.isHealthy());
        cluster.awaitAgreement();
    }

    @Test
    void olderServerProtocolIsSupported() {
        var third = startBackplane(options().setPreferredProtocolVersion(ProtocolVersion.RESP2));
        ROOMS.forEach(room -> third.subscribe(Topic.room(room)));
        await().until(third::isHealthy);
        var received = receivedBy(third);

        publishUntilReceived(received, ROOMS, 50);
    }

    /** The rooms whose updates arrive while that node is down. */
    protected abstract List<Long> roomsDuringOutage(int stoppedNode);

    /** Publishes updates of the rooms up to {@code last} until those of the given rooms arrive. */
    protected void publishUntilReceived(List<BackplaneMessage> received, List<Long> rooms, long last) {
        publishUntilReceived(
                received, rooms, LongStream.rangeClosed(1, last).boxed().toList());
    }

    /** Publishes updates of only these rooms until they arrive. */
    protected void publishUntilReceived(List<BackplaneMessage> received, List<Long> rooms) {
        publishUntilReceived(received, rooms, rooms);
    }

    private void publishUntilReceived(List<BackplaneMessage> received, List<Long> rooms, List<Long> published) {
        received.clear();
        await().until(() -> {
            published.forEach(room -> one.publish(new RoomUpdate(room, 1, new byte[0])));
            return received.stream()
                    .map(message -> ((RoomUpdate) message).room())
                    .toList()
                    .containsAll(rooms);
        });
    }

    private RedisBackplane startBackplane(RedisOptions options) {
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
