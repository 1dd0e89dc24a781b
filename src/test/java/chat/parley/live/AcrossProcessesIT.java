package chat.parley.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Ear;
import chat.parley.Person;
import chat.parley.backplane.RedisProcess;
import chat.parley.ops.Service;
import chat.parley.proof.DatabaseProcess;
import chat.parley.proof.Passage;
import io.restassured.RestAssured;

/** Mira is in one process, Tom in another, and what either does is seen by the other one as if they were in the same. */
class AcrossProcessesIT {

    /** A process that died is known by its silence. */
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static DatabaseProcess database;
    private static RedisProcess redis;
    private static Passage line;
    private static Service here;
    private static Service there;
    private static int atHere;
    private static int atThere;

    private Person mira;
    private Person tom;
    private long room;

    @BeforeAll
    static void twoProcesses() {
        database = DatabaseProcess.startedIn(folder);
        redis = RedisProcess.started();
        line = Passage.to(List.of(redis.port()));
        here = service(redis.port());
        atHere = RestAssured.port;
        there = service(line.port());
        atThere = RestAssured.port;
    }

    @AfterAll
    static void theEnd() {
        here.close();
        there.close();
        line.close();
        redis.close();
        database.close();
    }

    @BeforeEach
    void twoPeople() {
        mira = at(atHere, () -> Person.called("mira"));
        tom = at(atHere, () -> Person.called("tom"));
        room = at(atHere, () -> {
            var made = mira.makesRoom("private");
            mira.invites(made, tom);
            return made;
        });
    }

    @Test
    void whoTypesAndWhoIsThereIsSeen() {
        try (var miras = at(atHere, mira::listens); var toms = at(atThere, tom::listens)) {
            miras.hears("presence", frame -> frame.getString("user").equals(tom.username()) && frame.getBoolean("online"));
            toms.hears("presence", frame -> frame.getString("user").equals(mira.username()) && frame.getBoolean("online"));
            at(atHere, () -> mira.asks().get("/api/users?q={name}", tom.username()).then().body("items[0].online", equalTo(true)));

            toms.says("{\"type\":\"typing\",\"room\":%d}".formatted(room));

            assertThat(miras.hears("typing").getString("user")).isEqualTo(tom.username());
        }
    }

    @Test
    void whoHidesIsHiddenEverywhere() {
        try (var miras = at(atHere, mira::listens); var toms = at(atThere, tom::listens)) {
            miras.hears("presence", frame -> frame.getString("user").equals(tom.username()) && frame.getBoolean("online"));

            at(atHere, () -> tom.sends(Map.of("showPresence", false)).patch("/api/me").then().statusCode(200));

            miras.hears("presence", frame -> frame.getString("user").equals(tom.username()) && !frame.getBoolean("online"));
            assertThat(toms.hearsUntilNow()).noneMatch(frame -> frame.getString("type").equals("error"));
        }
    }

    @Test
    void howFarOneHasReadFollowsOne() {
        try (var toms = at(atThere, tom::listens)) {
            at(atHere, () -> mira.posts(room, "hello"));
            at(atHere, () -> tom.sends(Map.of("seq", 1)).put("/api/rooms/{id}/read", room).then().statusCode(200));

            assertThat(toms.hears("read").getLong("seq")).isEqualTo(1);
        }
    }

    @Test
    void aRoomThatChangesAndWhoComesAndGoesIsTold() {
        try (var toms = at(atThere, tom::listens)) {
            at(atHere, () -> mira.sends(Map.of("topic", "the oven")).patch("/api/rooms/{id}", room).then().statusCode(200));
            assertThat(toms.hears("room").getString("room.topic")).isEqualTo("the oven");

            at(atHere, () -> mira.asks().delete("/api/rooms/{id}/members/{name}", room, tom.username()).then().statusCode(204));

            assertThat(toms.hears("left").getLong("room")).isEqualTo(room);
            at(atHere, () -> mira.posts(room, "not for Tom"));
            assertThat(toms.hearsUntilNow()).noneMatch(frame -> frame.getString("type").equals("message"));
        }
    }

    @Test
    void whoIsRemovedHearsNothingMoreAlsoWhereRedisIsNotReached() {
        try (var toms = at(atThere, tom::listens)) {
            line.shut();
            await().until(() -> !whole(atThere));
            at(atThere, () -> RestAssured.get("/q/health/ready").then().statusCode(200));

            at(atHere, () -> mira.posts(room, "by the log"));
            assertThat(toms.hears("message").getString("message.body")).isEqualTo("by the log");
            at(atHere, () -> mira.asks().delete("/api/rooms/{id}/members/{name}", room, tom.username()).then().statusCode(204));

            assertThat(toms.hears("left").getLong("room")).isEqualTo(room);
        } finally {
            line.reopen();
        }
        await().until(() -> whole(atThere));
    }

    @Test
    void whoseProcessDiesIsGoneWithinHalfAMinute() {
        try (var miras = at(atHere, mira::listens)) {
            var dying = service(redis.port());
            var eve = Person.called("eve");
            Ear eves = eve.listens();
            miras.hears("presence", frame -> frame.getString("user").equals(eve.username()) && frame.getBoolean("online"));

            dying.kill();

            await().atMost(HALF_A_MINUTE).until(() -> !at(atHere, () -> mira.reads("/api/users?q={name}", eve.username()).getBoolean("items[0].online")));
            eves.close();
        }
    }

    private static Service service(int redis) {
        return Service.ready(Map.of("QUARKUS_DATASOURCE_JDBC_URL", database.url(), "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "", "PARLEY_BACKPLANE", "redis", "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis,
                "PARLEY_LIMITS_FACTOR", "0", "PARLEY_PASSWORD_MEMORY", "64"));
    }

    private static boolean whole(int port) {
        return at(port, () -> RestAssured.get("/q/health/ready").jsonPath().getBoolean("checks.find { it.name == 'backplane' }.data.whole"));
    }

    private static <T> T at(int port, Supplier<T> act) {
        RestAssured.port = port;
        return act.get();
    }
}
