package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.hostile.TimedClient.TimedResponse;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import chat.parley.resilience.Signal;
import io.quarkus.logging.Log;
import io.restassured.RestAssured;

/** One of two processes is frozen while it holds a room's lock: the other gets the lock, and the frozen process continues after the thaw. */
@Tag("own-processes")
class FrozenProcessIT {

    private static final Duration LOCK_RELEASE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(10);
    private static final int WRITERS = 4;
    private static final int TRIES = 50;

    @TempDir
    Path folder;

    private final Queue<TimedResponse> responses = new ConcurrentLinkedQueue<>();
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean goOn = new AtomicBoolean(true);

    @Test
    void lockOfAFrozenProcessIsReleasedWithoutLossOrDuplicates() throws SQLException {
        try (var database = DatabaseProcess.startIn(folder)) {
            var settings = new HashMap<>(database.address());
            settings.putAll(
                    Map.of("PARLEY_RATE_LIMIT_MULTIPLIER", "0", "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB", "64"));
            var frozen = ServiceProcess.start(settings);
            var toFrozen = new TimedClient(RestAssured.port);
            var other = ServiceProcess.start(settings);
            var toOther = new TimedClient(RestAssured.port);
            try {
                var mira = TestUser.create("mira");
                var room = mira.createRoom("public");
                var writers = IntStream.range(0, WRITERS)
                        .mapToObj(number -> Concurrently.runAsync(() -> write(toFrozen, mira, room)))
                        .toList();

                freezeWithinTransaction(database, frozen);
                var began = System.nanoTime();
                await().atMost(LOCK_RELEASE_TIMEOUT)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> isStored(post(toOther, mira, room)));
                Log.infof(
                        "The room was free %d ms after its holder was frozen",
                        Duration.ofNanos(System.nanoTime() - began).toMillis());

                Signal.thaw(frozen.process());
                await().atMost(RECOVERY_TIMEOUT).until(() -> isStored(post(toFrozen, mira, room)));
                goOn.set(false);
                writers.forEach(CompletableFuture::join);
                assertThat(responses)
                        .allMatch(
                                response -> isStored(response) || response.isUnavailable(),
                                "stored, or 503 with Retry-After");
                assertStoredOnce(mira, room);
                assertThat(frozen.output() + other.output()).doesNotContain("A request failed");
            } finally {
                Signal.thaw(frozen.process());
                frozen.kill();
                other.kill();
            }
        }
    }

    /** Requests that are pending when the process freezes get a response after the thaw. */
    private void write(TimedClient client, TestUser author, long room) {
        while (goOn.get()) {
            post(client, author, room);
        }
    }

    private TimedResponse post(TimedClient client, TestUser author, long room) {
        var clientId = UUID.randomUUID().toString();
        var response = client.post(author, room, clientId).join();
        responses.add(response);
        if (isStored(response)) {
            stored.add(clientId);
        }
        return response;
    }

    private static boolean isStored(TimedResponse response) {
        return response.status() == 200 || response.status() == 201;
    }

    /** Freezes and thaws until the process is frozen between two statements of a transaction, with time to make progress in between. */
    private void freezeWithinTransaction(DatabaseProcess database, ServiceProcess service) throws SQLException {
        for (var tries = 0; tries < TRIES; tries++) {
            var answered = responses.size();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> responses.size() > answered);
            Signal.freeze(service.process());
            if (holdsTransaction(database)) {
                return;
            }
            Signal.thaw(service.process());
        }
        throw new AssertionError("It was never frozen within a transaction");
    }

    /** By then its last statement is complete. */
    private static boolean holdsTransaction(DatabaseProcess database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(0.1)");
            try (var row = statement.executeQuery(
                    "select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                            + " where a.state = 'idle in transaction' and l.relation = 'room'::regclass and l.mode = 'RowShareLock'")) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
    }

    private void assertStoredOnce(TestUser reader, long room) {
        var seqs = new ArrayList<Long>();
        var clientIds = new ArrayList<String>();
        List<Long> page;
        do {
            var items = reader.get("/api/rooms/{id}/messages?after={seq}&limit=200", room, (long) seqs.size());
            page = items.getList("items.seq", Long.class);
            seqs.addAll(page);
            clientIds.addAll(items.getList("items.clientId", String.class));
        } while (!page.isEmpty());
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        assertThat(clientIds).doesNotHaveDuplicates().containsAll(stored);
    }
}
