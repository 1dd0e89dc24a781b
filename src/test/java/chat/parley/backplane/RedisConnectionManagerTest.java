package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;

class RedisConnectionManagerTest {

    private final RedisProcess redis = RedisProcess.startNew();
    private final Vertx vertx = Vertx.vertx();
    private final RedisConnectionManager line = new RedisConnectionManager(
            "line", vertx, () -> Redis.createClient(vertx, redis.url()), nothing -> {}, () -> {});

    @BeforeEach
    void start() {
        line.open();
    }

    @AfterEach
    void stop() {
        line.close();
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void renewalReplacesAndClosesTheConnection() {
        var first = connection();

        line.reconnect("on purpose");

        await().until(() -> !connection().equals(first));
        await().untilAsserted(() ->
                assertThat(redis.countClients()).as("the new one, and who asks").isEqualTo(2));
    }

    /** The name of the connection in {@code CLIENT LIST}. */
    private String connection() {
        var message = new AtomicReference<String>();
        await().until(() -> {
            line.request(
                    Request.cmd(Command.CLIENT).arg("ID"),
                    id -> message.set(id.result().toString()));
            return message.get() != null;
        });
        return message.get();
    }
}
