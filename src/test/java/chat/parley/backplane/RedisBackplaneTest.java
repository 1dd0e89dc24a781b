package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;

/** Two processes with a Redis between them that stops and restarts. */
class RedisBackplaneTest extends BackplaneContract {

    private static RedisProcess redis;
    private static Vertx vertx;

    private final List<RedisBackplane> processes = new ArrayList<>();
    private RedisBackplane one;
    private RedisBackplane other;

    @BeforeAll
    static void start() {
        redis = RedisProcess.startNew();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void startTwoProcesses() {
        one = process("parley");
        other = process("parley");
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
    void anotherProcessReceivesSubscribedUpdates() {
        other.subscribe(Topic.room(5));
        var received = receivedBy(other);

        await().until(() -> {
            one.publish(new RoomUpdate(5, 9, new byte[] {1, 2, 3}));
            return !received.isEmpty();
        });

        var hint = (RoomUpdate) received.get(0);
        assertThat(hint.room()).isEqualTo(5);
        assertThat(hint.version()).isEqualTo(9);
        assertThat(hint.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void unsubscribedUpdatesAreNotReceived() {
        other.subscribe(Topic.room(5));
        other.subscribe(Topic.room(6));
        other.unsubscribe(Topic.room(6));
        var received = receivedBy(other);

        await().until(() -> {
            one.publish(new RoomUpdate(6, 1, new byte[0]));
            one.publish(new AccountBroadcast(5, new byte[0]));
            one.publish(new RoomUpdate(5, 1, new byte[0]));
            return !received.isEmpty();
        });

        assertThat(received).allMatch(news -> news.topic().equals(Topic.room(5)));
    }

    @Test
    void everyKindOfMessageArrivesUnchanged() {
        other.subscribe(Topic.room(5));
        other.subscribe(Topic.account(3));
        var received = receivedBy(other);

        await().until(() -> {
            one.publish(new RoomBroadcast(5, 8, new byte[] {4}));
            one.publish(new AccountBroadcast(3, new byte[] {5}));
            for (var of : ChangeNotification.Kind.values()) {
                one.publish(new ChangeNotification(of, 3, 5));
            }
            one.publish(new PresenceSnapshot(77, new byte[] {6}));
            return received.stream().map(Object::getClass).distinct().count() == 4;
        });

        assertThat(received)
                .filteredOn(ChangeNotification.class::isInstance)
                .contains(
                        new ChangeNotification(ChangeNotification.Kind.SESSION_ENDED, 3, 5),
                        new ChangeNotification(ChangeNotification.Kind.ACCOUNT_CHANGED, 3, 5),
                        new ChangeNotification(ChangeNotification.Kind.VISIBILITY_CHANGED, 3, 5),
                        new ChangeNotification(ChangeNotification.Kind.MEMBERSHIP_CHANGED, 3, 5),
                        new ChangeNotification(ChangeNotification.Kind.VIEW_CHANGED, 3, 5),
                        new ChangeNotification(ChangeNotification.Kind.ROOM_CHANGED, 3, 5));
        assertThat(received)
                .filteredOn(RoomBroadcast.class::isInstance)
                .allMatch(news -> ((RoomBroadcast) news).excludedAccount() == 8);
        assertThat(received)
                .filteredOn(PresenceSnapshot.class::isInstance)
                .allMatch(news -> ((PresenceSnapshot) news).processId() == 77);
    }

    @Test
    void traceContinuesInAnotherProcess() {
        other.subscribe(Topic.room(5));
        var received = receivedBy(other);

        await().until(() -> {
            one.publish(new RoomUpdate(5, 1, new byte[] {7}).withTrace(MessageCodecTest.TRACE));
            return !received.isEmpty();
        });

        var hint = (RoomUpdate) received.get(0);
        assertThat(hint.bytes()).containsExactly(7);
        assertThat(hint.trace().getTraceId()).isEqualTo(MessageCodecTest.TRACE.getTraceId());
        assertThat(hint.trace().getSpanId()).isEqualTo(MessageCodecTest.TRACE.getSpanId());
        assertThat(hint.trace().isSampled()).isTrue();
    }

    @Test
    void anotherPrefixOnTheSameRedisReceivesNothing() {
        var stranger = process("another");
        stranger.subscribe(Topic.room(5));
        other.subscribe(Topic.room(5));
        await().until(stranger::isHealthy);
        var strange = receivedBy(stranger);
        var received = receivedBy(other);

        await().until(() -> {
            one.publish(new RoomUpdate(5, 1, new byte[0]));
            return !received.isEmpty();
        });

        assertThat(strange).isEmpty();
    }

    @Test
    void subscriptionsAreRestoredAfterARestartOfRedis() {
        other.subscribe(Topic.room(5));
        var received = receivedBy(other);
        await().until(() -> one.isHealthy() && other.isHealthy());

        redis.kill();
        await().until(() -> !one.isHealthy() && !other.isHealthy());
        var own = receivedBy(one);
        one.publish(new RoomUpdate(5, 1, new byte[0]));
        assertThat(own).as("what one tells oneself needs no Redis").hasSize(1);
        other.subscribe(Topic.room(6));
        redis.start();
        await().until(() -> one.isHealthy() && other.isHealthy());
        received.clear();

        await().until(() -> {
            one.publish(new RoomUpdate(5, 2, new byte[0]));
            one.publish(new RoomUpdate(6, 2, new byte[0]));
            return received.stream().map(BackplaneMessage::topic).distinct().count() == 2;
        });
    }

    @Test
    void unresponsiveRedisIsDetectedAndRecovers() {
        other.subscribe(Topic.room(5));
        await().until(() -> one.isHealthy() && other.isHealthy());

        redis.pause();
        await().until(() -> !one.isHealthy() && !other.isHealthy());
        one.publish(new RoomUpdate(5, 1, new byte[0]));
        redis.resume();
        await().until(() -> one.isHealthy() && other.isHealthy());

        var received = receivedBy(other);
        await().until(() -> {
            one.publish(new RoomUpdate(5, 2, new byte[0]));
            return !received.isEmpty();
        });
    }

    @Test
    void malformedMessageIsIgnored() {
        var received = receivedBy(other);
        var client = Redis.createClient(vertx, redis.url());
        for (var nonsense : List.of("", "nonsense", "x".repeat(25), "y".repeat(1_000))) {
            client.send(Request.cmd(Command.PUBLISH).arg("parley:broadcast").arg(nonsense))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        client.close();

        await().until(() -> {
            one.publish(new ChangeNotification(ChangeNotification.Kind.ACCOUNT_CHANGED, 1, 0));
            return !received.isEmpty();
        });
        assertThat(received).allMatch(ChangeNotification.class::isInstance);
    }

    private RedisBackplane process(String prefix) {
        var process = new RedisBackplane(
                vertx,
                () -> new RedisOptions().setConnectionString(redis.url()),
                new SimpleMeterRegistry(),
                prefix,
                false);
        process.start();
        processes.add(process);
        return process;
    }
}
