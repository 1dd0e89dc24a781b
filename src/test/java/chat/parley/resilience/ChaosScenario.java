package chat.parley.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ops.FaultyProxy;
import chat.parley.resilience.MessageWriter.Acknowledged;
import com.fasterxml.jackson.databind.JsonNode;

/** One or more processes of the service, the database, and clients that write and read in a few rooms during faults; some of them use a faulty network, and one runs in a separate process. {@link #verify} checks all guarantees at the end. */
final class ChaosScenario implements AutoCloseable {

    private static final int ROOMS = 3;
    private static final int PEOPLE = 6;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseProcess database;
    private final ServiceCluster fleet;

    private final FaultyProxy network;
    private final List<TestUser> people;
    private final List<Long> rooms;
    private final List<MessageWriter> writers = new ArrayList<>();
    private final List<MessageReader> readers = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> writing = new ArrayList<>();
    private final PausedReader pausedReader;
    private volatile boolean goOn = true;

    ChaosScenario(Path folder, long seed) throws IOException {
        this(folder, seed, 1);
    }

    ChaosScenario(Path folder, long seed, int processes) throws IOException {
        database = DatabaseProcess.startIn(folder);
        var settings = new HashMap<>(database.address());
        settings.putAll(Map.of(
                "PARLEY_RATE_LIMIT_MULTIPLIER",
                "0",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64",
                "QUARKUS_DATASOURCE_JDBC_MAX_SIZE",
                "15"));
        fleet = new ServiceCluster(settings, processes);
        var port = fleet.port();
        people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> TestUser.create("person"))
                .toList();
        rooms = IntStream.range(0, ROOMS)
                .mapToObj(number -> people.get(0).createRoom("private"))
                .toList();
        rooms.forEach(
                room -> people.stream().skip(1).forEach(person -> people.get(0).invite(room, person)));
        network = FaultyProxy.cutting(port, seed);
        for (var at = 0; at < PEOPLE; at++) {
            var api = new Api(
                    hasAGoodNetwork(at) ? port : network.port(), people.get(at).session());
            writers.add(new MessageWriter(api, rooms, () -> goOn, seed + at));
            readers.add(new MessageReader(api, rooms, at < PEOPLE / 2, hasAGoodNetwork(at), seed - at));
        }
        pausedReader = PausedReader.start(port, people.get(PEOPLE - 1).session(), rooms, folder);
        writers.forEach(writer -> writing.add(Concurrently.supplyAsync(() -> startThread(writer))));
        readers.forEach(reader -> Concurrently.supplyAsync(() -> startThread(reader)));
    }

    private static boolean startThread(Runnable one) {
        one.run();
        return true;
    }

    /** Waits until that many more messages are acknowledged, which shows that the service and the clients work. */
    void awaitAcknowledged(int messages) {
        var before = acknowledged().size();
        await().atMost(DELIVERY_TIMEOUT).until(() -> acknowledged().size() >= before + messages);
    }

    /** Waits until the faulty network has cut that many connections in total: how soon depends on the rate of writes. */
    void awaitCuts(int connections) {
        await().atMost(DELIVERY_TIMEOUT).until(() -> network.cuts() >= connections);
    }

    void killService() {
        fleet.kill(0);
    }

    void stopService() {
        fleet.stop(0);
    }

    void startService() {
        fleet.start(0);
    }

    ServiceCluster cluster() {
        return fleet;
    }

    /** Waits until all clients with a good network have received, by push, all messages that are acknowledged so far. */
    void awaitDelivery() {
        var expected = acknowledged();
        await().atMost(RETRY_TIMEOUT)
                .untilAsserted(() -> assertThat(readers.stream().filter(MessageReader::onAGoodNetwork))
                        .allSatisfy(reader -> assertThat(expected)
                                .as(reader::toString)
                                .allMatch(message -> reader.holds(message.room(), message.seq()))));
    }

    /** The maximum attempts that a message needed over a good network since the last call. */
    int maxAttempts() {
        return IntStream.range(0, PEOPLE)
                .filter(ChaosScenario::hasAGoodNetwork)
                .map(at -> writers.get(at).maxAttempts())
                .max()
                .orElse(0);
    }

    private static boolean hasAGoodNetwork(int at) {
        return at % 2 == 0;
    }

    DatabaseProcess database() {
        return database;
    }

    PausedReader pausedReader() {
        return pausedReader;
    }

    /** Removes all faults, waits until the last messages are acknowledged and all clients have caught up, and then checks all guarantees. */
    void verify() throws IOException, InterruptedException {
        network.heal();
        goOn = false;
        writing.forEach(one -> await().atMost(DELIVERY_TIMEOUT).until(one::isDone));
        for (var reader : readers) {
            reader.finish();
        }
        var paused = pausedReader.finish();

        assertThat(writers).allSatisfy(writer -> assertThat(writer.problems()).isEmpty());
        assertThat(readers).allSatisfy(reader -> assertThat(reader.problems()).isEmpty());
        for (var room : rooms) {
            var log = new Api(fleet.port(), people.get(0).session()).fetchAll(room);
            assertAcknowledgedStoredOnce(room, log);
            assertSeqsWithoutGaps(log);
            for (var reader : readers) {
                assertThat(reader.held(room).values()).as("what a reader holds").containsExactlyElementsOf(log);
            }
            assertThat(paused.getOrDefault(room, Map.of()).values())
                    .as("what the paused reader holds")
                    .containsExactlyElementsOf(log);
            assertUnreadCounts(room, log);
        }
    }

    String report() {
        return "%d messages acknowledged, %d connections of %d readers, %d cut in the middle"
                .formatted(
                        acknowledged().size(),
                        readers.stream().mapToInt(MessageReader::connections).sum(),
                        readers.size(),
                        network.cuts());
    }

    List<Acknowledged> acknowledged() {
        return writers.stream()
                .flatMap(writer -> writer.acknowledged().stream())
                .toList();
    }

    private void assertAcknowledgedStoredOnce(long room, List<JsonNode> log) {
        assertThat(log).extracting(message -> message.get("clientId").asText()).doesNotHaveDuplicates();
        var stored = new HashMap<String, JsonNode>();
        log.forEach(message -> stored.put(message.get("clientId").asText(), message));
        assertThat(acknowledged().stream().filter(message -> message.room() == room))
                .isNotEmpty()
                .allSatisfy(message -> {
                    assertThat(stored).containsKey(message.clientId());
                    assertThat(stored.get(message.clientId()).get("seq").asLong())
                            .isEqualTo(message.seq());
                    assertThat(stored.get(message.clientId()).get("body").asText())
                            .isEqualTo(message.body());
                });
        assertThat(log).as("and nothing else is").hasSize((int) acknowledged().stream()
                .filter(message -> message.room() == room)
                .count());
    }

    private static void assertSeqsWithoutGaps(List<JsonNode> log) {
        assertThat(log)
                .extracting(message -> message.get("seq").asLong())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, log.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    private void assertUnreadCounts(long room, List<JsonNode> log) throws IOException, InterruptedException {
        for (var person : people) {
            var mine = new Api(fleet.port(), person.session()).get("/api/rooms/" + room);
            var recount = log.stream()
                    .filter(message ->
                            message.get("seq").asLong() > mine.get("lastRead").asLong())
                    .filter(message ->
                            !message.get("author").get("username").asText().equals(person.username()))
                    .count();
            assertThat(mine.get("unread").asLong())
                    .as("unread of %s", person.username())
                    .isEqualTo(recount);
        }
    }

    @Override
    public void close() {
        goOn = false;
        pausedReader.close();
        network.close();
        fleet.close();
        database.close();
    }
}
