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
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import chat.parley.TestSocket;
import chat.parley.TestUser;
import chat.parley.hostile.RequestLoad.Request;
import chat.parley.ops.ServiceProcess;
import chat.parley.ratelimit.RateLimit;
import chat.parley.resilience.DatabaseProcess;

/** One account repeats actions that others are notified of as fast as it can, in a room with some hundred open sockets and with production limits. The frames that each socket receives have a bound, and messages of other users still arrive. */
@Tag("own-processes")
class FanOutIT {

    private static final int MAX_REQUESTS = 3_000;
    private static final int PEOPLE = 6;
    private static final int SOCKETS_EACH = 35;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(5);
    /** A bound is exceeded by at most two seconds' worth: the second that was starting, and one late tick. */
    private static final int SLACK_SECONDS = 2;

    private static DatabaseProcess database;
    private static ServiceProcess service;
    private static List<TestUser> people;
    private static SocketPool crowd;

    private TestUser attacker;
    private TestUser eve;
    private long room;
    private long began;

    @BeforeAll
    static void startServiceAndOpenSockets() throws IOException {
        database = DatabaseProcess.startIn(Files.createTempDirectory("parley-fan-out"));
        var settings = new HashMap<>(database.address());
        settings.put("PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB", "64");
        service = ServiceProcess.start(settings);
        people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> TestUser.create("crowd"))
                .toList();
        crowd = SocketPool.of(people, SOCKETS_EACH);
    }

    @AfterAll
    static void stopServices() {
        crowd.close();
        service.close();
        database.close();
    }

    @BeforeEach
    void createRoom() {
        attacker = TestUser.create("attacker");
        eve = TestUser.create("eve");
        room = attacker.createRoom("public");
        people.forEach(person -> person.join(room));
        await().until(() -> crowd.count("\"type\":\"room\"", "\"id\":" + room + ",") >= crowd.size());
        began = System.nanoTime();
    }

    @Test
    void presenceChangesAreSentOncePerSecondAtMost() {
        try (var attackers = attacker.openSocket()) {
            var me = "\"" + attacker.username() + "\"";
            await().until(() -> crowd.count("\"type\":\"presence\"", me) == crowd.size());
            began = System.nanoTime();

            var flood = attack(
                    number -> new Request("PATCH", "/api/me", "{\"showPresence\":%b}".formatted(number % 2 == 1)));
            assertEveIsDelivered();
            assertRejectedAbove(RateLimit.CHANGE_PROFILE, flood.stop());

            assertAtMostOneFrameASecond(crowd.count("\"type\":\"presence\"", me) - crowd.size());
            attackers.receivePending();
        }
    }

    @Test
    void joinsAndLeavesAreSentOncePerSecondAtMost() {
        var loiterer = TestUser.create("loiterer");
        var before = crowd.count("\"type\":\"members\"", "\"room\":" + room);

        var flood = attack(
                loiterer,
                number -> new Request(
                        number % 2 == 0 ? "PUT" : "DELETE", "/api/rooms/%d/membership".formatted(room), null));
        assertEveIsDelivered();
        assertThat(flood.stop().rejected()).as("%s", flood).isPositive();

        assertAtMostOneFrameASecond(crowd.count("\"type\":\"members\"", "\"room\":" + room) - before);
        await().until(() -> crowd.count("\"type\":\"members\"", "\"room\":" + room) >= before + crowd.size());
    }

    @Test
    void roleChangesAreSentOncePerSecondAtMost() {
        var member = people.get(0).username();
        var before = crowd.count("\"type\":\"members\"", "\"room\":" + room);

        var flood = attack(number -> new Request(
                "PUT",
                "/api/rooms/%d/members/%s".formatted(room, member),
                "{\"role\":\"%s\"}".formatted(number % 2 == 0 ? "moderator" : "member")));
        assertEveIsDelivered();
        assertRejectedAbove(RateLimit.MANAGE_MEMBERS, flood.stop());

        assertAtMostOneFrameASecond(crowd.count("\"type\":\"members\"", "\"room\":" + room) - before);
    }

    @Test
    void topicChangesAreSentOncePerSecondAtMostEndingWithTheLatest() {
        var rooms = new ArrayList<>(List.of(room));
        IntStream.range(0, 4).forEach(more -> rooms.add(attacker.createRoom("public")));
        rooms.forEach(each -> people.forEach(person -> person.join(each)));
        await().until(() -> rooms.stream()
                .allMatch(each -> crowd.count("\"type\":\"room\"", "\"id\":" + each + ",") >= crowd.size()));
        began = System.nanoTime();

        var flood = attack(number -> new Request(
                "PATCH",
                "/api/rooms/%d".formatted(rooms.get(number % rooms.size())),
                "{\"topic\":\"flood %d\"}".formatted(number)));
        assertEveIsDelivered();
        assertRejectedAbove(RateLimit.CHANGE_ROOM, flood.stop());

        var topicFrames = crowd.count("\"type\":\"room\"", "\"topic\":\"flood ");
        assertThat(topicFrames)
                .as("%s; frames that %d sockets heard of %d rooms", flood, crowd.size(), rooms.size())
                .isLessThanOrEqualTo(rooms.size() * crowd.size() * (secondsSinceStart() + SLACK_SECONDS));
        var latest = attacker.get("/api/rooms/{id}", room).getString("topic");
        await().until(() -> crowd.count("\"type\":\"room\"", "\"id\":" + room + ",", "\"topic\":\"" + latest + "\"")
                >= crowd.size());
    }

    @Test
    void typingOnManySocketsIsSentAFewTimesPerSecond() {
        var sockets =
                IntStream.range(0, 20).mapToObj(number -> attacker.openSocket()).toList();
        began = System.nanoTime();
        for (var time = 0; time < 10; time++) {
            sockets.forEach(socket -> socket.send("{\"type\":\"typing\",\"room\":%d}".formatted(room)));
        }
        sockets.forEach(TestSocket::receivePending);

        assertEveIsDelivered();
        var most = RateLimit.TYPING_ACCOUNT.burst() + secondsSinceStart() * 2 + SLACK_SECONDS;
        assertThat(crowd.count("\"type\":\"typing\"", attacker.username()))
                .as("of 200 frames")
                .isBetween((long) crowd.size(), crowd.size() * most);
        sockets.forEach(TestSocket::close);
    }

    @Test
    void invitationsAndDirectRoomsAreLimited() {
        var strangers = createStrangers(RateLimit.CREATE_ROOM.burst() + 30);
        began = System.nanoTime();

        var directs = RequestLoad.start(
                        attacker,
                        strangers.size(),
                        number -> new Request("PUT", "/api/direct/" + strangers.get(number), null))
                .stop();
        assertRejectedAbove(RateLimit.CREATE_ROOM, directs);
        attacker.request().put("/api/direct/{name}", strangers.get(0)).then().statusCode(200);

        var invitations = RequestLoad.start(
                        attacker,
                        strangers.size(),
                        number -> new Request(
                                "PUT", "/api/rooms/%d/members/%s".formatted(room, strangers.get(number)), "{}"))
                .stop();
        assertRejectedAbove(RateLimit.MANAGE_MEMBERS, invitations);
    }

    /** Creates accounts by SQL, because sign-up has a lower limit. Nobody signs in to them. */
    private static List<String> createStrangers(int count) {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var insert = connection.prepareStatement("""
                insert into account (username, display_name, password_hash)
                select 'stranger-' || number, 'Stranger', '' from generate_series(1, ?) as number""")) {
            insert.setInt(1, count);
            insert.executeUpdate();
            return IntStream.rangeClosed(1, count)
                    .mapToObj(number -> "stranger-" + number)
                    .toList();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private RequestLoad attack(IntFunction<Request> next) {
        return attack(attacker, next);
    }

    private static RequestLoad attack(TestUser by, IntFunction<Request> next) {
        return RequestLoad.start(by, MAX_REQUESTS, next);
    }

    /** Eve joins the room and posts during the attack: she receives the room, and the others receive her message. */
    private void assertEveIsDelivered() {
        try (var eveSocket = eve.openSocket()) {
            var joined = System.nanoTime();
            eve.join(room);
            eveSocket.receive("room", frame -> frame.getLong("room.id") == room);
            assertThat(Duration.ofNanos(System.nanoTime() - joined))
                    .as("until Eve has the room that she joined")
                    .isLessThan(DELIVERY_TIMEOUT);
            var hello = "hello from " + eve.username();
            eve.post(room, hello);
            await().atMost(DELIVERY_TIMEOUT).until(() -> crowd.count("\"type\":\"message\"", hello) == crowd.size());
        }
    }

    private void assertRejectedAbove(RateLimit limit, RequestLoad flood) {
        var inTime = secondsSinceStart() * 1_000 / limit.refillInterval().toMillis();
        assertThat(flood.accepted()).as("%s", flood).isPositive().isLessThanOrEqualTo(limit.burst() + inTime + 1);
        assertThat(flood.rejected()).as("%s", flood).isPositive();
    }

    private void assertAtMostOneFrameASecond(long frames) {
        assertThat(frames)
                .as("frames that %d sockets heard", crowd.size())
                .isLessThanOrEqualTo(crowd.size() * (secondsSinceStart() + SLACK_SECONDS));
    }

    private long secondsSinceStart() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
    }
}
