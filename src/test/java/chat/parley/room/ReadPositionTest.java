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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.makesRoom("public");
        tom.joins(room);
    }

    /** Tom wrote the third and the fifth of six messages. */
    @ParameterizedTest
    @CsvSource({"0, 4", "1, 3", "2, 2", "3, 2", "4, 1", "5, 1", "6, 0"})
    void messagesOfOthersAfterTheReadPositionAreUnread(int mark, int unread) {
        for (var author : List.of(mira, mira, tom, mira, tom, mira)) {
            author.posts(room, "hello");
        }

        tom.marksRead(room, mark);

        assertPosition(tom, mark, unread);
    }

    @Test
    void ownMessagesAreNeverUnread() {
        mira.posts(room, 3);

        assertPosition(mira, 0, 0);
        assertPosition(tom, 0, 3);
    }

    @Test
    void ownMessagesBetweenThoseOfOthersAreNotUnread() {
        mira.posts(room, 2);
        tom.posts(room, 3);
        mira.posts(room, 1);
        tom.posts(room, 1);
        tom.marksRead(room, 3);
        assertPosition(tom, 3, 1);
        assertPosition(mira, 0, 4);

        tom.deletes(room, 4).then().statusCode(204);
        tom.deletes(room, 7).then().statusCode(204);
        assertPosition(tom, 3, 1);
        assertPosition(mira, 0, 2);
        mira.deletes(room, 6).then().statusCode(204);
        assertPosition(tom, 3, 0);
        mira.marksRead(room, 5);
        assertPosition(mira, 5, 0);
        tom.posts(room, 2);
        assertPosition(tom, 3, 0);
        assertPosition(mira, 5, 2);
    }

    @Test
    void responseHasTheRemainingUnreadCount() {
        mira.posts(room, 3);

        tom.sends(Map.of("seq", 2))
                .put("/api/rooms/{id}/read", room)
                .then()
                .statusCode(200)
                .body("id", equalTo((int) room))
                .body("lastRead", equalTo(2))
                .body("unread", equalTo(1));
    }

    @Test
    void listsHaveTheSameUnreadCount() {
        mira.posts(room, 3);
        tom.marksRead(room, 1);

        assertThat(tom.reads("/api/rooms?mine=true").getInt("items[0].unread")).isEqualTo(2);
        try (var socket = tom.opensSocket()) {
            assertThat(socket.ready().getInt("rooms[0].unread")).isEqualTo(2);
            assertThat(socket.ready().getInt("rooms[0].lastRead")).isEqualTo(1);
        }
    }

    @Test
    void readPositionNeverMovesBack() {
        mira.posts(room, 3);
        tom.marksRead(room, 2);

        tom.marksRead(room, 1);
        tom.marksRead(room, 0);

        assertPosition(tom, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 1_000, Long.MAX_VALUE})
    void positionBeyondTheEndIsTheEnd(long seq) {
        mira.posts(room, 3);

        tom.marksRead(room, seq);

        assertPosition(tom, 3, 0);
        mira.posts(room, "one more");
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
        mira.posts(room, 1);

        tom.sends(mark)
                .put("/api/rooms/{id}/read", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("seq"));

        assertPosition(tom, 0, 1);
    }

    @Test
    void readPositionIsPerMember() {
        var eve = TestUser.called("eve");
        eve.joins(room);
        mira.posts(room, 3);

        tom.marksRead(room, 3);

        assertPosition(tom, 3, 0);
        assertPosition(eve, 0, 3);
    }

    @Test
    void nonMemberHasNoReadPosition() {
        var eve = TestUser.called("eve");
        mira.posts(room, 3);

        eve.marksRead(room, 2);

        assertPosition(eve, 0, 0);
    }

    @Test
    void readPositionReachesOnlyOwnSockets() {
        mira.posts(room, 3);
        try (var here = tom.opensSocket();
                var there = tom.signsInAgain().opensSocket();
                var others = mira.opensSocket()) {

            tom.marksRead(room, 2);

            for (var socket : List.of(here, there)) {
                var read = socket.receive("read");
                assertThat(read.getLong("room")).isEqualTo(room);
                assertThat(read.getInt("seq")).isEqualTo(2);
                assertThat(read.getInt("unread")).isEqualTo(1);
            }
            others.receivesNo("read");
        }
    }

    @Test
    void unchangedReadPositionIsNotSent() {
        mira.posts(room, 3);
        tom.marksRead(room, 2);
        try (var socket = tom.opensSocket()) {

            tom.marksRead(room, 1);

            socket.receivesNo("read");
            tom.marksRead(room, 3);
            assertThat(socket.receive("read").getInt("seq")).isEqualTo(3);
        }
    }

    private void assertPosition(TestUser person, int lastRead, int unread) {
        person.asks()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("lastRead", equalTo(lastRead))
                .body("unread", equalTo(unread));
    }
}
