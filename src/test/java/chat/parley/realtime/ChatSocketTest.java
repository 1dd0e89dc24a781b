package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.RoomFollower;
import chat.parley.TestSocket;
import chat.parley.TestUser;
import chat.parley.realtime.transport.CloseCode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ChatSocketTest {

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void rejectsUpgradeWithoutSession() {
        TestSocket.rejectedUpgrade(null, TestUser.origin(), 401);
        TestSocket.rejectedUpgrade("x".repeat(43), TestUser.origin(), 401);
    }

    @Test
    void rejectsUpgradeFromAnotherOrigin() {
        TestSocket.rejectedUpgrade(mira.session(), "https://evil.example", 403);
        TestSocket.rejectedUpgrade(mira.session(), "null", 403);
        TestSocket.rejectedUpgrade(mira.session(), TestUser.origin() + "1", 403);
        TestSocket.rejectedUpgrade(mira.session(), null, 403);
    }

    @Test
    void readyComesFirstWithThePositionOfEveryRoom() {
        tom.post(room, 3);
        mira.post(room, "mine");
        mira.markRead(room, 1);

        try (var socket = mira.openSocket()) {
            assertThat(socket.ready().<String, String>getMap("user"))
                    .hasSize(3)
                    .containsEntry("username", mira.username())
                    .containsEntry("displayName", mira.username())
                    .containsEntry("picture", null);
            assertThat(socket.ready().getList("rooms"))
                    .containsExactly(Map.of(
                            "id",
                            (int) room,
                            "seq",
                            4,
                            "version",
                            4,
                            "lastRead",
                            1,
                            "unread",
                            2,
                            "mentionedAt",
                            List.of()));
        }
    }

    @Test
    void everyMemberReceivesTheSameMessage() {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket();
                var tomsPhone = tom.signInAgain().openSocket()) {
            mira.post(room, "hello");

            for (var socket : List.of(miraSocket, tomSocket, tomsPhone)) {
                var frame = socket.receive("message");
                assertThat(frame.getLong("room")).isEqualTo(room);
                assertThat(frame.getLong("seq")).isEqualTo(1);
                assertThat(frame.getLong("version")).isEqualTo(1);
                assertThat(frame.getMap("message"))
                        .isEqualTo(mira.get("/api/rooms/{id}/messages", room).getMap("items[0]"));
                socket.assertNotReceived("message");
            }
        }
    }

    @Test
    void nonMembersReceiveNothing() {
        var eve = TestUser.create("eve");
        var open = mira.createRoom("public");

        try (var eveSocket = eve.openSocket();
                var miraSocket = mira.openSocket()) {
            mira.post(room, "private");
            mira.post(open, "public, but Eve has not joined");
            miraSocket.receiveMessages(open, 1);

            eveSocket.assertNotReceived("message");
        }
    }

    @Test
    void concurrentMessagesArriveOnceAndInOrder() {
        try (var tomSocket = tom.openSocket();
                var followed = RoomFollower.of(mira, room)) {
            followed.verify(() -> IntStream.range(0, 40)
                    .mapToObj(number ->
                            Concurrently.runAsync(() -> (number % 2 == 0 ? mira : tom).post(room, "n" + number)))
                    .toList()
                    .forEach(CompletableFuture::join));

            assertThat(tomSocket.receiveMessages(room, 40))
                    .extracting(frame -> frame.getLong("version"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList());
            tomSocket.assertNotReceived("message");
        }
    }

    @Test
    void socketOpenedDuringPostsMissesAndRepeatsNothing() {
        var talking = Concurrently.runAsync(() -> mira.post(room, 60));

        var opened = IntStream.range(0, 10).mapToObj(number -> tom.openSocket()).toList();
        talking.join();

        for (var socket : opened) {
            var from = socket.ready().getLong("rooms.find { it.id == %d }.version".formatted(room));
            assertThat(socket.receiveMessages(room, (int) (60 - from)))
                    .extracting(frame -> frame.getLong("version"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(from + 1, 60).boxed().toList());
            socket.assertNotReceived("message");
            socket.close();
        }
    }

    @Test
    void typingIsSentToOtherMembers() {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {
            // The first frame comes before the delivery of a room begins, and a typing event is not kept until then.
            mira.post(room, 1);
            tomSocket.receiveMessages(room, 1);
            miraSocket.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));

            var typing = tomSocket.receive("typing");
            assertThat(typing.getLong("room")).isEqualTo(room);
            assertThat(typing.getString("user")).isEqualTo(mira.username());
            miraSocket.assertNotReceived("typing");
        }
    }

    @Test
    void typingInARoomOfOthersIsRejected() {
        var eve = TestUser.create("eve");

        try (var eveSocket = eve.openSocket();
                var tomSocket = tom.openSocket()) {
            eveSocket.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));

            assertThat(eveSocket.receive("error").getString("detail")).isNotBlank();
            tomSocket.assertNotReceived("typing");
        }
    }

    @Test
    void readPositionsSentOnTheSocketReachEveryDevice() {
        tom.post(room, 3);

        try (var laptop = mira.openSocket();
                var phone = mira.signInAgain().openSocket();
                var tomSocket = tom.openSocket()) {
            laptop.send("{\"type\":\"read\",\"room\":%d,\"seq\":2}".formatted(room));

            for (var socket : List.of(laptop, phone)) {
                var read = socket.receive("read");
                assertThat(read.getLong("room")).isEqualTo(room);
                assertThat(read.getLong("seq")).isEqualTo(2);
                assertThat(read.getLong("unread")).isEqualTo(1);
                assertThat(read.getLong("end")).isEqualTo(3);
            }
            tomSocket.assertNotReceived("read");
        }
    }

    @Test
    void readPositionOfAnUnknownRoomIsAnError() {
        try (var eveSocket = TestUser.create("eve").openSocket()) {
            eveSocket.send("{\"type\":\"read\",\"room\":%d,\"seq\":1}".formatted(room));

            assertThat(eveSocket.receive("error").getString("detail")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "5",
                "{}",
                "{\"type\":\"unheard-of\"}",
                "{\"type\":7}",
                "{\"type\":\"typing\"}",
                "{\"type\":\"typing\",\"room\":\"1\"}",
                "{\"type\":\"read\",\"room\":1,\"seq\":-1}",
                "{\"type\":\"read\",\"room\":1e99,\"seq\":1}"
            })
    void invalidFrameIsAnErrorAndTheSocketStaysOpen(String frame) {
        try (var socket = mira.openSocket()) {
            socket.send(frame);

            assertThat(socket.receive("error").getString("detail")).isNotBlank();
            socket.send("{\"type\":\"ping\"}");
            socket.receive("pong");
        }
    }

    @Test
    void repeatedInvalidFramesCloseTheSocket() {
        try (var socket = mira.openSocket()) {
            for (var times = 0; times < 5; times++) {
                socket.send("broken");
            }

            assertThat(socket.closeCode()).isEqualTo(CloseCode.NOT_ALLOWED.code());
        }
    }

    @Test
    void tooLargeFrameClosesTheSocket() {
        try (var socket = mira.openSocket()) {
            socket.send("{\"type\":\"ping\",\"more\":\"%s\"}".formatted("x".repeat(5000)));

            assertThat(socket.closeCode()).isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
        }
    }

    @Test
    void fragmentedMessageHasTheSameLimit() {
        try (var socket = mira.openSocket()) {
            for (var fragment = 0; fragment < 6; fragment++) {
                socket.sendFragment("x".repeat(1_000));
            }

            assertThat(socket.closeCode()).isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
        }
    }

    @Test
    void binaryFrameIsAnErrorAndTheSocketStaysOpen() {
        try (var socket = mira.openSocket()) {
            socket.sendBinary(new byte[10]);

            assertThat(socket.receive("error").getString("detail")).isNotBlank();
            socket.receivePending();
        }
    }

    @Test
    void readyWithTenThousandRoomsKeepsTheSocketOpen() throws SQLException {
        var names = TestUser.unique("many");
        try {
            executeSql("""
                    with made as (insert into room (name, kind, seq, version) select ? || n, 'private', 10, 10 from generate_series(1, 10000) n returning id)
                    insert into membership (room_id, account_id, role, last_read) select made.id, a.id, 'owner', 5 from made, account a where a.username = ?
                    """, names, mira.username());

            var opened =
                    IntStream.range(0, 10)
                            .mapToObj(number -> Concurrently.supplyAsync(mira::openSocket))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            tom.post(room, "after ready");

            for (var socket : opened) {
                assertThat(socket.ready().getList("rooms")).hasSize(10_001);
                assertThat(socket.receiveMessages(room, 1)).hasSize(1);
                socket.assertNotReceived("room");
                socket.close();
            }
        } finally {
            executeSql("delete from room where starts_with(name, ?)", names);
        }
    }

    private void executeSql(String statement, String... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            for (var at = 0; at < parameters.length; at++) {
                prepared.setString(at + 1, parameters[at]);
            }
            prepared.executeUpdate();
        }
    }

    @Test
    void signingOutClosesOnlySocketsOfThatSession() {
        var phone = mira.signInAgain();

        try (var laptops = mira.openSocket();
                var phones = phone.openSocket()) {
            mira.signOut();

            assertThat(laptops.closeCode()).isEqualTo(CloseCode.NOT_ALLOWED.code());
            tom.post(room, "still there?");
            phones.receiveMessages(room, 1);
        }
    }
}
