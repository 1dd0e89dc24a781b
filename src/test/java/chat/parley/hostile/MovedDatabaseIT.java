package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.ops.FaultyProxy;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.quarkus.logging.Log;
import io.restassured.RestAssured;

/** The database's host stops responding, and its name then resolves to another address: Parley reconnects there although its old connections were never closed. */
@Tag("own-processes")
class MovedDatabaseIT {

    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(10);
    private static final String FIRST_ADDRESS = "127.0.0.2";
    private static final String SECOND_ADDRESS = "127.0.0.3";

    @TempDir
    Path folder;

    private DatabaseProcess database;

    @BeforeEach
    void start() {
        database = DatabaseProcess.startIn(folder);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void nextHostOfTheUrlIsUsed() {
        try (var first = FaultyProxy.at("127.0.0.1", 0, port());
                var second = FaultyProxy.at("127.0.0.1", 0, port())) {
            var hosts = "127.0.0.1:%d,127.0.0.1:%d".formatted(first.port(), second.port());
            assertRecoversFromMove(
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "jdbc:postgresql://" + hosts + "/postgres?targetServerType=primary"),
                    first::fallSilent);
        }
    }

    @Test
    void newAddressOfAHostNameIsUsed() {
        var hosts = folder.resolve("hosts");
        write(hosts, FIRST_ADDRESS);
        try (var first = FaultyProxy.at(FIRST_ADDRESS, 0, port());
                var second = FaultyProxy.at(SECOND_ADDRESS, first.port(), port())) {
            assertRecoversFromMove(
                    Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "jdbc:postgresql://database.test:" + first.port() + "/postgres",
                            "JAVA_TOOL_OPTIONS",
                            "-Djdk.net.hosts.file=" + hosts),
                    () -> {
                        first.fallSilent();
                        write(hosts, SECOND_ADDRESS);
                    });
        }
    }

    private void assertRecoversFromMove(Map<String, String> address, Runnable move) {
        var settings = new HashMap<>(database.address());
        settings.putAll(address);
        settings.putAll(Map.of("PARLEY_RATE_LIMIT_MULTIPLIER", "0", "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB", "64"));
        var service = ServiceProcess.start(settings);
        try {
            var client = new TimedClient(RestAssured.port);
            var mira = TestUser.create("mira");
            var room = mira.createRoom("public");
            mira.post(room, 3);

            move.run();
            var began = System.nanoTime();
            await().atMost(RECOVERY_TIMEOUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        var response = client.post(mira, room, UUID.randomUUID().toString())
                                .join();
                        assertThat(response)
                                .matches(
                                        one -> one.status() == 201 || one.isUnavailable(),
                                        "stored, or 503 with Retry-After");
                        return response.status() == 201;
                    });
            Log.infof(
                    "A message was stored %d ms after the database had moved",
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            await().atMost(RECOVERY_TIMEOUT)
                    .until(() -> RestAssured.get("/q/health/well").statusCode() == 200);
            assertThat(service.output()).doesNotContain("A request failed");
        } finally {
            service.kill();
        }
    }

    private int port() {
        return Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    /** Writes the hosts file of the service, which is its only resolver. */
    private static void write(Path hosts, String address) {
        try {
            Files.writeString(hosts, "127.0.0.1 localhost\n" + address + " database.test\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
