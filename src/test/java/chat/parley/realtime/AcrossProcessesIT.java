package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Json;
import chat.parley.TestSocket;
import chat.parley.TestUser;
import chat.parley.backplane.RedisProcess;
import chat.parley.ops.ServiceProcess;
import chat.parley.ops.SpanReceiver;
import chat.parley.resilience.DatabaseProcess;
import chat.parley.resilience.TestProxy;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

/** Mira is connected to one process and Tom to another; each sees the other's actions as if they shared a process. */
@Tag("own-processes")
class AcrossProcessesIT {

    /** A process that died is detected by its missing heartbeats. */
    private static final Duration OFFLINE_TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static DatabaseProcess database;
    private static RedisProcess redis;
    private static TestProxy line;
    private static SpanReceiver spansOfHere;
    private static SpanReceiver spansOfThere;
    private static ServiceProcess here;
    private static ServiceProcess there;
    private static int atHere;
    private static int atThere;

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeAll
    static void startTwoProcesses() {
        database = DatabaseProcess.startIn(folder);
        redis = RedisProcess.startNew();
        line = TestProxy.to(List.of(redis.port()));
        spansOfHere = SpanReceiver.start();
        spansOfThere = SpanReceiver.start();
        here = startService(redis.port(), spansOfHere.settings());
        atHere = RestAssured.port;
        there = startService(line.port(), spansOfThere.settings());
        atThere = RestAssured.port;
    }

    @AfterAll
    static void stopServices() {
        here.close();
        there.close();
        spansOfHere.close();
        spansOfThere.close();
        line.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void createTwoUsers() {
        mira = onPort(atHere, () -> TestUser.create("mira"));
        tom = onPort(atHere, () -> TestUser.create("tom"));
        room = onPort(atHere, () -> {
            var made = mira.createRoom("private");
            mira.invite(made, tom);
            return made;
        });
    }

    @Test
    void typingAndPresenceAreShared() {
        try (var miras = onPort(atHere, mira::openSocket);
                var toms = onPort(atThere, tom::openSocket)) {
            miras.receive(
                    "presence", frame -> frame.getString("user").equals(tom.username()) && frame.getBoolean("online"));
            toms.receive(
                    "presence", frame -> frame.getString("user").equals(mira.username()) && frame.getBoolean("online"));
            onPort(
                    atHere,
                    () -> mira.request()
                            .get("/api/users?q={name}", tom.username())
                            .then()
                            .body("items[0].online", equalTo(true)));

            toms.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));

            assertThat(miras.receive("typing").getString("user")).isEqualTo(tom.username());
        }
    }

    @Test
    void hiddenPresenceIsHiddenInEveryProcess() {
        try (var miras = onPort(atHere, mira::openSocket);
                var toms = onPort(atThere, tom::openSocket)) {
            miras.receive(
                    "presence", frame -> frame.getString("user").equals(tom.username()) && frame.getBoolean("online"));

            onPort(
                    atHere,
                    () -> tom.requestWith(Map.of("showPresence", false))
                            .patch("/api/me")
                            .then()
                            .statusCode(200));

            miras.receive(
                    "presence", frame -> frame.getString("user").equals(tom.username()) && !frame.getBoolean("online"));
            assertThat(toms.receivePending())
                    .noneMatch(frame -> frame.getString("type").equals("error"));
        }
    }

    @Test
    void readPositionsAreShared() {
        try (var toms = onPort(atThere, tom::openSocket)) {
            onPort(atHere, () -> mira.post(room, "hello"));
            onPort(
                    atHere,
                    () -> tom.requestWith(Map.of("seq", 1))
                            .put("/api/rooms/{id}/read", room)
                            .then()
                            .statusCode(200));

            assertThat(toms.receive("read").getLong("seq")).isEqualTo(1);
        }
    }

    @Test
    void roomAndMembershipChangesAreShared() {
        try (var toms = onPort(atThere, tom::openSocket)) {
            onPort(
                    atHere,
                    () -> mira.requestWith(Map.of("topic", "the oven"))
                            .patch("/api/rooms/{id}", room)
                            .then()
                            .statusCode(200));
            assertThat(toms.receive("room").getString("room.topic")).isEqualTo("the oven");

            onPort(
                    atHere,
                    () -> mira.request()
                            .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                            .then()
                            .statusCode(204));

            assertThat(toms.receive("left").getLong("room")).isEqualTo(room);
            onPort(atHere, () -> mira.post(room, "not for Tom"));
            assertThat(toms.receivePending())
                    .noneMatch(frame -> frame.getString("type").equals("message"));
        }
    }

    /** Posts again until the other process, which starts to follow a room shortly after its reader connects, has received a message in time. */
    @Test
    void messageIsOneTraceAcrossProcesses() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        try (var toms = onPort(atThere, tom::openSocket)) {
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                onPort(
                        atHere,
                        () -> mira.request()
                                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                                .contentType(ContentType.JSON)
                                .body(Map.of(
                                        "body",
                                        "hello",
                                        "clientId",
                                        UUID.randomUUID().toString()))
                                .post("/api/rooms/{id}/messages", room)
                                .then()
                                .statusCode(201));
                return !spansOfThere.ofTrace(trace).isEmpty();
            });
            toms.receive("message");
        }

        var push = spansOfThere.ofTrace(trace).get(0);
        assertThat(push.name()).isEqualTo("push");
        var publish = awaitSpan(trace, push.parent());
        assertThat(publish.name()).isEqualTo("publish");
        var append = awaitSpan(trace, publish.parent());
        assertThat(append.name()).isEqualTo("append");
        assertThat(awaitSpan(trace, append.parent()).name()).isEqualTo("POST /api/rooms/{id}/messages");
    }

    @Test
    void removedMemberReceivesNothingEvenWithoutRedis() {
        try (var toms = onPort(atThere, tom::openSocket)) {
            line.shut();
            await().until(() -> !isHealthy(atThere));
            onPort(atThere, () -> RestAssured.get("/q/health/ready").then().statusCode(200));

            onPort(atHere, () -> mira.post(room, "by the log"));
            assertThat(toms.receive("message").getString("message.body")).isEqualTo("by the log");
            onPort(
                    atHere,
                    () -> mira.request()
                            .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                            .then()
                            .statusCode(204));

            assertThat(toms.receive("left").getLong("room")).isEqualTo(room);
        } finally {
            line.reopen();
        }
        await().until(() -> isHealthy(atThere));
    }

    @Test
    void accountsOfADeadProcessGoOfflineWithinHalfAMinute() {
        try (var miras = onPort(atHere, mira::openSocket)) {
            var dying = startService(redis.port(), Map.of());
            var eve = TestUser.create("eve");
            TestSocket eveSocket = eve.openSocket();
            miras.receive(
                    "presence", frame -> frame.getString("user").equals(eve.username()) && frame.getBoolean("online"));

            dying.kill();

            await().atMost(OFFLINE_TIMEOUT)
                    .until(() -> !onPort(
                            atHere,
                            () -> mira.get("/api/users?q={name}", eve.username())
                                    .getBoolean("items[0].online")));
            eveSocket.close();
        }
    }

    private static ServiceProcess startService(int redis, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "",
                "PARLEY_BACKPLANE_TYPE",
                "redis",
                "QUARKUS_REDIS_HOSTS",
                "redis://127.0.0.1:" + redis,
                "PARLEY_RATE_LIMIT_MULTIPLIER",
                "0",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64"));
        settings.putAll(more);
        return ServiceProcess.start(settings);
    }

    private static SpanReceiver.Span awaitSpan(String trace, String id) {
        return await().until(
                        () -> spansOfHere.ofTrace(trace).stream()
                                .filter(span -> span.id().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isHealthy(int port) {
        return onPort(
                port,
                () -> RestAssured.get("/q/health/well")
                        .as(Json.class)
                        .getBoolean("checks.find { it.name == 'backplane' }.data.connected"));
    }

    private static <T> T onPort(int port, Supplier<T> action) {
        RestAssured.port = port;
        return action.get();
    }
}
