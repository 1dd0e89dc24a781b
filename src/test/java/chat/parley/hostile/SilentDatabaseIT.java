package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.hostile.TimedClient.TimedResponse;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.quarkus.logging.Log;
import io.restassured.RestAssured;

/** A database that keeps its connections open but does not respond: requests fail within seconds, and succeed soon after it responds again. */
@Tag("own-processes")
class SilentDatabaseIT {

    /** The documented limit plus tolerance for a busy machine. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(6);

    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(10);
    private static final int FLOOD_REQUESTS = 300;
    /** quarkus.datasource.jdbc.max-size. */
    private static final int POOL_CONNECTIONS = 20;
    /** Small enough that the client sends all of it before the response. */
    private static final int UPLOAD_BYTES = 10_000;

    @TempDir
    Path folder;

    private DatabaseProcess database;
    private ServiceProcess service;
    private TimedClient client;

    @BeforeEach
    void start() {
        database = DatabaseProcess.startIn(folder);
        var settings = new HashMap<>(database.address());
        settings.put("PARLEY_RATE_LIMIT_MULTIPLIER", "0");
        settings.put("PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB", "64");
        service = ServiceProcess.start(settings);
        client = new TimedClient(RestAssured.port);
    }

    @AfterEach
    void end() {
        database.thaw();
        service.kill();
        database.close();
    }

    @Test
    void unresponsiveDatabaseIsUnavailableWithinSecondsAndRecovers() {
        var people = IntStream.range(0, 6)
                .mapToObj(number -> TestUser.create("person"))
                .toList();
        var room = people.get(0).createRoom("public");
        people.forEach(person -> person.post(room, 1));
        // The service looks up a new session; it caches a used one for a second.
        var unknown = people.stream().map(TestUser::signInAgain).toList();
        var clientIds = new ArrayList<String>();
        people.get(0).post(room, "Known for a second from now on");

        database.freeze();
        var first = new ArrayList<>(
                List.of(post(people.get(0), room, clientIds), client.upload(unknown.get(0), room, UPLOAD_BYTES)));
        var health = new ArrayList<TimedResponse>();
        await().atMost(RESPONSE_TIMEOUT).pollInterval(Duration.ofMillis(250)).until(() -> {
            health.add(client.get("/q/health/live").join());
            health.add(client.get("/q/health/ready").join());
            first.addAll(requestAll(unknown, room, clientIds));
            return client.get("/q/health/well").join().status() == 503;
        });
        var answered = joinAll(first);
        Log.infof("Answered while the database was silent: %s", answered);

        assertThat(answered).allSatisfy(response -> {
            assertThat(response).matches(TimedResponse::isUnavailable, "503 with Retry-After");
            assertThat(response.took()).isLessThan(RESPONSE_TIMEOUT);
        });
        assertThat(answered)
                .filteredOn(response -> response.request().startsWith("page "))
                .isNotEmpty()
                .allMatch(response -> response.contentType().startsWith("text/html"));
        assertThat(answered)
                .filteredOn(response -> !response.request().startsWith("page "))
                .allMatch(response -> response.contentType().contains("problem+json"));
        assertThat(health).allSatisfy(response -> assertThat(response.took()).isLessThan(HEALTH_TIMEOUT));
        assertThat(health).as("live and ready").allMatch(response -> response.status() == 200);

        var flood = new ArrayList<CompletableFuture<TimedResponse>>();
        IntStream.range(0, FLOOD_REQUESTS)
                .forEach(number -> flood.add(
                        client.get(unknown.get(number % unknown.size()), "/api/rooms/" + room + "/messages")));
        assertThat(joinAll(flood)).allSatisfy(response -> {
            assertThat(response).matches(TimedResponse::isUnavailable, "503 with Retry-After");
            assertThat(response.took()).isLessThan(RESPONSE_TIMEOUT);
        });

        database.thaw();
        await().atMost(RECOVERY_TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> postAndWait(people.get(0), room, clientIds.get(0)).status(), isStored());
        for (var clientId : clientIds) {
            await().atMost(RECOVERY_TIMEOUT)
                    .until(() -> postAndWait(people.get(0), room, clientId).status(), isStored());
        }
        var stored =
                people.get(1).get("/api/rooms/{id}/messages?limit=200", room).getList("items.clientId", String.class);
        assertThat(stored).doesNotHaveDuplicates().containsAll(clientIds);
        assertThat(joinAll(requestReads(unknown, room))).allMatch(response -> response.status() < 400, "served again");
        assertThat(service.output()).doesNotContain("A request failed");
    }

    /** A migration or a dump can lock a table, so that every connection of the pool waits for it. */
    @Test
    void lockedTableLeavesTheProcessReady() throws SQLException {
        var people = IntStream.range(0, 6)
                .mapToObj(number -> TestUser.create("person"))
                .toList();
        var room = people.get(0).createRoom("public");
        people.forEach(person -> person.post(room, 1));
        var health = new ArrayList<TimedResponse>();
        var responses = new ArrayList<CompletableFuture<TimedResponse>>();

        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var statement = connection.createStatement();
                var observer = DriverManager.getConnection(database.url(), "postgres", "");
                var observation = observer.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table message in access exclusive mode");
            await().atMost(RESPONSE_TIMEOUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        people.forEach(person -> {
                            responses.add(client.get(person, "/api/rooms/" + room + "/messages"));
                            responses.add(client.get(person, "/api/search?q=message"));
                        });
                        health.add(client.get("/q/health/ready").join());
                        health.add(client.get("/q/health/live").join());
                        return isPoolWaiting(observation);
                    });
            health.add(client.get("/q/health/ready").join());

            assertThat(joinAll(responses)).allSatisfy(response -> {
                assertThat(response).matches(TimedResponse::isUnavailable, "503 with Retry-After");
                assertThat(response.contentType()).contains("problem+json");
                assertThat(response.took()).isLessThan(RESPONSE_TIMEOUT);
            });
            health.add(client.get("/q/health/ready").join());
        }

        assertThat(health).as("live and ready").allSatisfy(response -> {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.took()).isLessThan(HEALTH_TIMEOUT);
        });
        await().atMost(RECOVERY_TIMEOUT)
                .until(() -> client.get(people.get(0), "/api/rooms/" + room + "/messages")
                                .join()
                                .status()
                        == 200);
    }

    private static boolean isPoolWaiting(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1) >= POOL_CONNECTIONS;
        }
    }

    private List<CompletableFuture<TimedResponse>> requestAll(
            List<TestUser> people, long room, List<String> clientIds) {
        var responses = new ArrayList<CompletableFuture<TimedResponse>>();
        responses.add(post(people.get(0), room, clientIds));
        responses.add(client.signIn(people.get(1)));
        responses.add(client.signUp(TestUser.unique("new")));
        responses.addAll(requestReads(people, room));
        return responses;
    }

    private CompletableFuture<TimedResponse> post(TestUser person, long room, List<String> clientIds) {
        var clientId = UUID.randomUUID().toString();
        clientIds.add(clientId);
        return client.post(person, room, clientId);
    }

    private List<CompletableFuture<TimedResponse>> requestReads(List<TestUser> people, long room) {
        return List.of(
                client.get(people.get(3), "/api/rooms/" + room + "/messages"),
                client.get(people.get(4), "/api/me"),
                client.get(people.get(5), "/api/search?q=message"),
                client.open(people.get(1), "/"),
                client.open(people.get(2), "/rooms/" + room),
                client.open(people.get(3), "/settings"),
                client.upgrade(people.get(4)));
    }

    private TimedResponse postAndWait(TestUser person, long room, String clientId) {
        var response = client.post(person, room, clientId).join();
        assertThat(response)
                .matches(
                        one -> isStored().test(one.status()) || one.isUnavailable(), "stored, or 503 with Retry-After");
        return response;
    }

    private static Predicate<Integer> isStored() {
        return status -> status == 200 || status == 201;
    }

    private static List<TimedResponse> joinAll(List<CompletableFuture<TimedResponse>> responses) {
        return responses.stream().map(CompletableFuture::join).toList();
    }
}
