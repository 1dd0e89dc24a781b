package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** Sharded pub/sub on a cluster of one node, where each channel has its shard. Requires Redis 7. */
class ShardedBackplaneTest extends BackplaneContract {

    private static RedisProcess redis;
    private static Vertx vertx;

    private RedisBackplane one;
    private RedisBackplane other;

    @BeforeAll
    static void start() {
        assumeTrue(RedisProcess.majorVersion() >= 7, "no Redis 7 is installed here");
        redis = RedisProcess.ofCluster();
        redis.assignAllSlots();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @BeforeEach
    void startTwoProcesses() {
        one = process();
        other = process();
    }

    @AfterEach
    void end() {
        one.stop();
        other.stop();
    }

    @Override
    protected Backplane backplane() {
        return one;
    }

    @Test
    void anotherProcessReceivesItsTopics() {
        var rooms = LongStream.rangeClosed(1, 50).boxed().toList();
        rooms.forEach(room -> other.subscribe(Topic.room(room)));
        var received = receivedBy(other);

        await().until(() -> {
            rooms.forEach(room -> one.publish(new RoomUpdate(room, 1, new byte[0])));
            return received.stream().map(BackplaneMessage::topic).distinct().count() == rooms.size();
        });

        assertThat(received).allMatch(RoomUpdate.class::isInstance);
    }

    private static RedisBackplane process() {
        var options = new RedisOptions().setType(RedisClientType.CLUSTER).setConnectionString(redis.url());
        var process = new RedisBackplane(vertx, () -> options, new SimpleMeterRegistry(), "parley", true);
        process.start();
        return process;
    }
}
