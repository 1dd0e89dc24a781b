package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

class RedisNodeTest {

    private final RedisProcess redis = RedisProcess.startNew();
    private final Vertx vertx = Vertx.vertx();
    private final List<Duration> echoes = new CopyOnWriteArrayList<>();
    private final RedisNode node = new RedisNode(
            "Redis",
            vertx,
            () -> Redis.createClient(vertx, redis.url()),
            () -> Redis.createClient(vertx, redis.url()),
            PubSubCommands.PLAIN,
            new RedisNode.Owner() {

                @Override
                public String heartbeatChannel() {
                    return "pulse";
                }

                @Override
                public List<String> subscribedChannels() {
                    return List.of();
                }

                @Override
                public void received(byte[] payload) {
                    throw new AssertionError("nobody told anything");
                }

                @Override
                public void heartbeatReceived(long roundTripNanos) {
                    echoes.add(Duration.ofNanos(roundTripNanos));
                }
            });

    @BeforeEach
    void start() {
        assertThat(node.isHealthy()).as("before anything was heard").isFalse();
        node.open();
        await().until(() -> {
            node.heartbeat();
            return node.isHealthy();
        });
    }

    @AfterEach
    void stop() {
        node.close();
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Redis pauses for half a second while two pings are pending; the second ping is recent. */
    @Test
    void eachHeartbeatIsMeasuredFromItsOwnPublication() {
        redis.pause();
        var before = echoes.size();
        var sent = System.nanoTime();
        node.heartbeat();
        await().pollDelay(Duration.ZERO)
                .until(() -> System.nanoTime() - sent > Duration.ofMillis(500).toNanos());
        node.heartbeat();
        redis.resume();

        await().until(() -> echoes.size() >= before + 2);
        assertThat(echoes.subList(before, echoes.size())).anyMatch(echo -> echo.toMillis() >= 500);
        assertThat(echoes).allMatch(echo -> !echo.isNegative());
    }
}
