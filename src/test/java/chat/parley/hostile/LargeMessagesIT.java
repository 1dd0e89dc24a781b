package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestSocket;
import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;

/** Messages that are designed to become large, sent to a process with little memory: no socket closes, no response is large, and the process survives, also with messages that a release without a limit stored. */
@Tag("own-processes")
class LargeMessagesIT {

    private static final int MESSAGES = 60;
    private static final int PEOPLE = 5;
    private static final int SOCKETS_EACH = 4;
    /** Formerly 4.3 MB of HTML each, because every row was padded to the width of the header. */
    private static final String TABLE = "|a".repeat(600) + "\n" + "|-".repeat(600) + "\n" + "|b\n".repeat(530);
    /** HTML just below the limit: 62 KB. */
    private static final String REFERENCES =
            "[a]: http://e.org/%s\n\n%s".formatted("x".repeat(100), "[a] ".repeat(375));

    private static final int MAX_RESPONSE_BYTES = 400_000;
    private static final int MAX_FRAME_BYTES = 32 * 1024;
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);

    private static DatabaseProcess database;
    private static ServiceProcess service;

    @BeforeAll
    static void startServiceWithLittleMemory() throws IOException {
        database = DatabaseProcess.startIn(Files.createTempDirectory("parley-large"));
        var settings = new HashMap<>(database.address());
        settings.putAll(Map.of("PARLEY_RATE_LIMIT_MULTIPLIER", "0", "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB", "64"));
        service = ServiceProcess.start(settings, "-Xmx160m");
    }

    @AfterAll
    static void stopServices() {
        service.close();
        database.close();
    }

    @Test
    void largeMessagesReachEveryoneInOrder() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        var sockets = sockets(room);
        try {
            IntStream.range(0, MESSAGES).forEach(number -> mira.post(room, number % 2 == 0 ? TABLE : REFERENCES));

            var first = sockets.get(0).receiveMessages(room, MESSAGES);
            assertThat(first).allSatisfy(LargeMessagesIT::assertBounded);
            sockets.subList(1, sockets.size())
                    .forEach(socket -> assertThat(versions(socket, room))
                            .isEqualTo(
                                    LongStream.rangeClosed(1, MESSAGES).boxed().toList()));
            sockets.forEach(TestSocket::receivePending);
        } finally {
            sockets.forEach(TestSocket::close);
        }
        var fetched = fetchSeqs(mira, room);
        assertThat(fetched)
                .isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(mira.request()
                        .get("/rooms/{id}", room)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .hasSizeLessThan(MAX_RESPONSE_BYTES);
        assertThat(service.process().isAlive()).isTrue();
    }

    @Test
    void oversizedRenderingOfAnEarlierReleaseIsReplaced() throws SQLException {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        mira.post(room, TABLE);
        storeOversized(room);

        assertThat(fetchSeqs(mira, room)).hasSize(MESSAGES + 1);
        mira.request().get("/rooms/{id}", room).then().statusCode(200);

        var unread = mira.createRoom("public");
        mira.post(unread, TABLE);
        storeOversized(unread);
        await().atMost(RESPONSE_TIMEOUT)
                .untilAsserted(() -> assertThat(queryNumber("select count(*) from message where html_version = 0"))
                        .isZero());
        assertThat(queryNumber("select max(octet_length(html)) from message")).isLessThanOrEqualTo(64 * 1024);
        assertThat(mira.get("/api/rooms/{id}", unread).getLong("version")).isEqualTo(MESSAGES + 1);
        assertThat(service.process().isAlive()).isTrue();
    }

    private static List<TestSocket> sockets(long room) {
        var sockets = new ArrayList<TestSocket>();
        for (var person = 0; person < PEOPLE; person++) {
            var one = TestUser.create("tom");
            one.join(room);
            IntStream.range(0, SOCKETS_EACH).forEach(number -> sockets.add(one.openSocket()));
        }
        return sockets;
    }

    private static List<Long> versions(TestSocket socket, long room) {
        return socket.receiveMessages(room, MESSAGES).stream()
                .map(frame -> frame.getLong("version"))
                .toList();
    }

    private static void assertBounded(Json frame) {
        assertThat(length(frame)).isLessThan(MAX_FRAME_BYTES);
        assertThat(Boolean.TRUE.equals(frame.get("truncated"))
                        || !frame.getString("message.html").isEmpty())
                .isTrue();
    }

    private static int length(Json frame) {
        return frame.getString("message.html").length()
                + frame.getString("message.body").length();
    }

    /** The sequence numbers of all messages, read in pages of limited size. */
    private static List<Long> fetchSeqs(TestUser reader, long room) {
        var found = new ArrayList<Long>();
        Json page;
        do {
            var response = reader.request()
                    .get(
                            "/api/rooms/{id}/messages?limit=200&after={seq}",
                            room,
                            found.isEmpty() ? 0 : found.get(found.size() - 1))
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(response.asByteArray()).hasSizeLessThan(MAX_RESPONSE_BYTES);
            page = response.as(Json.class);
            found.addAll(page.getList("items.seq", Long.class));
        } while (page.getBoolean("more"));
        return found;
    }

    /** Stores 60 messages after the first, with HTML of the former size. */
    private static void storeOversized(long room) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var store = connection.createStatement()) {
            store.execute("""
                    insert into message (room_id, seq, version, author_id, client_id, body, html, created_at)
                    select room_id, seq + n, version + n, author_id, client_id || n, body, repeat('<td>b</td>', 430000), created_at
                    from message, generate_series(1, %2$d) n where room_id = %1$d and seq = 1;
                    update room set seq = seq + %2$d, version = version + %2$d where id = %1$d""".formatted(room, MESSAGES));
        }
    }

    private static long queryNumber(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var ask = connection.createStatement();
                var found = ask.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
