package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** Read positions and unread counts. */
@QuarkusTest
class ReadPositionTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
    }

    /** Tom wrote the third and the fifth of six messages. */
    @ParameterizedTest
    @CsvSource({"0, 4", "1, 3", "2, 2", "3, 2", "4, 1", "5, 1", "6, 0"})
    void messagesOfOthersAfterTheReadPositionAreUnread(int mark, int unread) {
        for (var author : List.of(mira, mira, tom, mira, tom, mira)) {
            author.post(room, "hello");
        }

        tom.markRead(room, mark);

        assertPosition(tom, mark, unread);
    }

    @Test
    void ownMessagesAreNeverUnread() {
        mira.post(room, 3);

        assertPosition(mira, 0, 0);
        assertPosition(tom, 0, 3);
    }

    @Test
    void ownMessagesBetweenThoseOfOthersAreNotUnread() {
        mira.post(room, 2);
        tom.post(room, 3);
        mira.post(room, 1);
        tom.post(room, 1);
        tom.markRead(room, 3);
        assertPosition(tom, 3, 1);
        assertPosition(mira, 0, 4);

        tom.delete(room, 4).then().statusCode(204);
        tom.delete(room, 7).then().statusCode(204);
        assertPosition(tom, 3, 1);
        assertPosition(mira, 0, 2);
        mira.delete(room, 6).then().statusCode(204);
        assertPosition(tom, 3, 0);
        mira.markRead(room, 5);
        assertPosition(mira, 5, 0);
        tom.post(room, 2);
        assertPosition(tom, 3, 0);
        assertPosition(mira, 5, 2);
    }

    @Test
    void responseHasTheRemainingUnreadCount() {
        mira.post(room, 3);

        tom.requestWith(Map.of("seq", 2))
                .put("/api/rooms/{id}/read", room)
                .then()
                .statusCode(200)
                .body("id", equalTo((int) room))
                .body("lastRead", equalTo(2))
                .body("unread", equalTo(1));
    }

    @Test
    void listsHaveTheSameUnreadCount() {
        mira.post(room, 3);
        tom.markRead(room, 1);

        assertThat(tom.get("/api/rooms?mine=true").getInt("items[0].unread")).isEqualTo(2);
        try (var socket = tom.openSocket()) {
            assertThat(socket.ready().getInt("rooms[0].unread")).isEqualTo(2);
            assertThat(socket.ready().getInt("rooms[0].lastRead")).isEqualTo(1);
        }
    }

    @Test
    void readPositionNeverMovesBack() {
        mira.post(room, 3);
        tom.markRead(room, 2);

        tom.markRead(room, 1);
        tom.markRead(room, 0);

        assertPosition(tom, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 1_000, Long.MAX_VALUE})
    void positionBeyondTheEndIsTheEnd(long seq) {
        mira.post(room, 3);

        tom.markRead(room, seq);

        assertPosition(tom, 3, 0);
        mira.post(room, "one more");
        assertPosition(tom, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"seq\":null}",
                "{\"seq\":-1}",
                "{\"seq\":\"1\"}",
                "{\"seq\":1.5}",
                "{\"seq\":9223372036854775808}"
            })
    void invalidPositionIsRejected(String mark) {
        mira.post(room, 1);

        tom.requestWith(mark)
                .put("/api/rooms/{id}/read", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("seq"));

        assertPosition(tom, 0, 1);
    }

    @Test
    void readPositionIsPerMember() {
        var eve = TestUser.create("eve");
        eve.join(room);
        mira.post(room, 3);

        tom.markRead(room, 3);

        assertPosition(tom, 3, 0);
        assertPosition(eve, 0, 3);
    }

    @Test
    void nonMemberHasNoReadPosition() {
        var eve = TestUser.create("eve");
        mira.post(room, 3);

        eve.markRead(room, 2);

        assertPosition(eve, 0, 0);
    }

    @Test
    void readPositionReachesOnlyOwnSockets() {
        mira.post(room, 3);
        try (var here = tom.openSocket();
                var there = tom.signInAgain().openSocket();
                var others = mira.openSocket()) {

            tom.markRead(room, 2);

            for (var socket : List.of(here, there)) {
                var read = socket.receive("read");
                assertThat(read.getLong("room")).isEqualTo(room);
                assertThat(read.getInt("seq")).isEqualTo(2);
                assertThat(read.getInt("unread")).isEqualTo(1);
            }
            others.assertNotReceived("read");
        }
    }

    @Test
    void unchangedReadPositionIsNotSent() {
        mira.post(room, 3);
        tom.markRead(room, 2);
        try (var socket = tom.openSocket()) {

            tom.markRead(room, 1);

            socket.assertNotReceived("read");
            tom.markRead(room, 3);
            assertThat(socket.receive("read").getInt("seq")).isEqualTo(3);
        }
    }

    private void assertPosition(TestUser person, int lastRead, int unread) {
        person.request()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("lastRead", equalTo(lastRead))
                .body("unread", equalTo(unread));
    }
}
