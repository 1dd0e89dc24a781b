package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.quarkus.logging.Log;
import io.restassured.RestAssured;

/** Two processes on one database: a session that one process ends, the other ends within about a second. */
@Tag("own-processes")
class TwoProcessesIT {

    private static final int NOT_ALLOWED = 1008;
    /** Generous, because the machine may be busy. The test logs the actual time. */
    private static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static DatabaseProcess database;
    private static ServiceProcess here;
    private static ServiceProcess there;
    private static int atHere;
    private static int atThere;
    /** The administrator of the empty server. */
    private static TestUser first;

    @BeforeAll
    static void startTwoProcesses() {
        database = DatabaseProcess.startIn(folder);
        here = startService();
        atHere = RestAssured.port;
        there = startService();
        atThere = RestAssured.port;
        first = onPort(atHere, () -> TestUser.create("first"));
    }

    @AfterAll
    static void stopServices() {
        here.close();
        there.close();
        database.close();
    }

    @Test
    void sessionIsValidAndEndsInBothProcesses() {
        var mira = onPort(atHere, () -> TestUser.create("mira"));
        try (var socket = onPort(atThere, mira::openSocket)) {
            onPort(atThere, () -> mira.get("/api/me"));
            var begun = System.nanoTime();

            onPort(atHere, () -> mira.request().post("/logout").then().statusCode(303));

            assertThat(socket.closeCode()).isEqualTo(NOT_ALLOWED);
            Log.infof(
                    "Its socket elsewhere closed after %d ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            await().atMost(REVOCATION_TIMEOUT)
                    .until(() ->
                            onPort(atThere, () -> mira.request().get("/api/me").statusCode()) == 401);
            Log.infof(
                    "Its cookie was worthless elsewhere after %d ms",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    @Test
    void disablingAnAccountAppliesToBothProcesses() {
        var tom = onPort(atThere, () -> TestUser.create("tom"));
        try (var socket = onPort(atThere, tom::openSocket)) {

            onPort(
                    atHere,
                    () -> first.requestWith(Map.of("disabled", true))
                            .patch("/api/admin/accounts/{name}", tom.username())
                            .then()
                            .statusCode(200));

            assertThat(socket.closeCode()).isEqualTo(NOT_ALLOWED);
            await().atMost(REVOCATION_TIMEOUT)
                    .until(() ->
                            onPort(atThere, () -> tom.request().get("/api/me").statusCode()) == 401);
        }
    }

    @Test
    void restartKeepsSessions() {
        var mira = onPort(atHere, () -> TestUser.create("mira"));

        here.close();
        here = startService();
        atHere = RestAssured.port;

        assertThat(mira.get("/api/me").getString("username")).isEqualTo(mira.username());
        assertThat(onPort(atThere, () -> mira.get("/api/me").getString("username")))
                .isEqualTo(mira.username());
    }

    private static ServiceProcess startService() {
        return ServiceProcess.start(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
    }

    private static <T> T onPort(int port, Supplier<T> action) {
        RestAssured.port = port;
        return action.get();
    }
}
