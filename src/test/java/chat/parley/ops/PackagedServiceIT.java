package chat.parley.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Json;
import chat.parley.TestUser;
import io.restassured.RestAssured;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The package as users start it: once by {@code java -jar}, otherwise by its classes with an archive, which takes a third of the time. */
@Tag("own-processes")
class PackagedServiceIT {

    /** The timeout for a connection, plus tolerance. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void defaultConfigurationKeepsMessagesOverAKillAndAStop() throws IOException {
        TestUser mira;
        long room;
        try (var first = ServiceProcess.startByJar(data())) {
            mira = TestUser.create("mira");
            room = mira.createRoom("public");
            mira.post(room, 20);
            first.kill();
        }

        try (var second = ServiceProcess.start(data())) {
            var stored = mira.get("/api/rooms/{id}/messages", room);
            assertThat(stored.getList("items.seq", Integer.class))
                    .hasSize(20)
                    .startsWith(1)
                    .endsWith(20)
                    .isSorted();
            assertThat(mira.post(room, "after the kill")).isEqualTo(21);
            second.kill();
        }

        try (var third = ServiceProcess.startByJar(data())) {
            assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isEqualTo(21);
            assertThat(postAcrossStop(third, mira, room))
                    .as("a message that was on its way as the service was asked to stop")
                    .startsWith("HTTP/1.1 201 ")
                    .contains("\"seq\":22");
            third.close();
            assertThat(third.output()).doesNotContain("ERROR");
        }
    }

    /** Sends half of a message, then the signal, then the other half once new connections are rejected. */
    private static String postAcrossStop(ServiceProcess service, TestUser person, long room) throws IOException {
        var body = "{\"body\":\"last words\",\"clientId\":\"last\"}";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout((int) CONNECTION_TIMEOUT.toMillis());
            var head =
                    "POST /api/rooms/%d/messages HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nCookie: parley=%s\r\n"
                                    .formatted(room, RestAssured.port, TestUser.origin(), person.session())
                            + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                            + "\r\n\r\n";
            socket.getOutputStream().write((head + body.substring(0, 10)).getBytes(UTF_8));
            service.process().destroy();
            await().until(() -> !isReady());
            socket.getOutputStream().write(body.substring(10).getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static boolean isReady() {
        try {
            return RestAssured.get("/q/health/ready").statusCode() == 200;
        } catch (Exception refused) {
            return false;
        }
    }

    /** Tests that share one process, in any order. */
    @Nested
    class OneProcess {

        @TempDir
        static Path folder;

        private static ServiceProcess service;
        private static TestUser first;

        @BeforeAll
        static void start() {
            service = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()));
            first = TestUser.create("mira");
        }

        @AfterAll
        static void end() {
            service.kill();
        }

        @Test
        void firstAccountIsAdministrator() {
            var second = TestUser.create("tom");

            assertThat(first.get("/api/me").getList("roles")).containsExactly("user", "admin");
            assertThat(second.get("/api/me").getList("roles")).containsExactly("user");
            assertThat(service.output().lines())
                    .as("a log for programs")
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(Json.from(line).getString("message")).isNotNull());
        }

        @Test
        @EnabledIf(
                value = "chat.parley.ops.PackagedArtifact#hasPostgres",
                disabledReason = "this executable has no PostgreSQL")
        void embeddedDatabaseIsDurableAndPrivate() throws SQLException, IOException {
            try (var connection = connect(service, Files.readString(folder.resolve("password")))) {
                for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                    assertThat(showSetting(connection, setting)).as(setting).isEqualTo("on");
                }
                assertThat(showSetting(connection, "listen_addresses")).isEqualTo("127.0.0.1");

                assertThatThrownBy(() -> connect(service, "guessed"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }

        @Test
        @EnabledIf(
                value = "chat.parley.ops.PackagedArtifact#hasPostgres",
                disabledReason = "this executable has no PostgreSQL")
        void twoProcessesCannotShareADataDirectory() {
            try (var second = ServiceProcess.startUnready(Map.of("PARLEY_DATA_DIR", folder.toString()))) {
                assertThat(second.awaitExit()).isNotZero();

                assertThat(second.output()).contains("Another Parley process uses the folder");
                TestUser.create("mira");
            }
        }
    }

    @Test
    void stoppingServiceAsksClientsToReconnect() {
        try (var service = ServiceProcess.start(data());
                var receiver = TestUser.create("mira").openSocket()) {
            service.close();

            assertThat(receiver.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void configuredDatabaseIsUsedAndServiceIsNotReadyWithoutIt() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start();
                var service = ServiceProcess.start(Map.of(
                        "PARLEY_DATA_DIR",
                        folder.resolve("unused").toString(),
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        server.getJdbcUrl("postgres", "postgres"),
                        "QUARKUS_DATASOURCE_USERNAME",
                        "postgres",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "",
                        "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                        "false"));
                var connection = server.getPostgresDatabase().getConnection()) {
            TestUser.create("mira");

            assertThat(service.output())
                    .doesNotContain("Embedded PostgreSQL started")
                    .as("a log for people")
                    .doesNotContain("{\"timestamp\"");
            assertThat(folder.resolve("unused")).doesNotExist();
            assertThat(countRows(connection, "account"))
                    .as("no demo people in production")
                    .isEqualTo(1);

            server.close();

            await().atMost(CONNECTION_TIMEOUT)
                    .until(() -> RestAssured.get("/q/health/well").statusCode() == 503);
            RestAssured.get("/q/health/ready").then().statusCode(200);
            RestAssured.get("/q/health/live").then().statusCode(200);
            RestAssured.get("/q/health/started").then().statusCode(200);
        }
    }

    private Map<String, String> data() {
        return Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString());
    }

    private String password() throws IOException {
        return Files.readString(folder.resolve("data").resolve("password"));
    }

    private static Connection connect(ServiceProcess service, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/parley".formatted(service.databasePort()), "postgres", password);
    }

    private static String showSetting(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("show " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private static int countRows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getInt(1);
        }
    }
}
