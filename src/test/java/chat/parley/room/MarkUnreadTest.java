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
import io.restassured.response.ValidatableResponse;

/** Read messages can be marked as unread. */
@QuarkusTest
class MarkUnreadTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    /** Tom wrote the third and the fifth of six messages; he has read all. */
    @BeforeEach
    void createConversation() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
        for (var author : List.of(mira, mira, tom, mira, tom, mira)) {
            author.post(room, "hello");
        }
        tom.markRead(room, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4",
        "1, 0, 4",
        "2, 1, 3",
        "3, 2, 2",
        "4, 3, 2",
        "6, 5, 1",
        "7, 6, 0",
        "1000, 6, 0",
        "9223372036854775807, 6, 0"
    })
    void markedMessageAndLaterOnesAreUnread(long seq, int lastRead, int unread) {
        markUnread(tom, seq)
                .statusCode(200)
                .body("id", equalTo((int) room))
                .body("lastRead", equalTo(lastRead))
                .body("unread", equalTo(unread));

        assertPosition(tom, lastRead, unread);
    }

    @Test
    void markingUnreadCanMoveThePositionForward() {
        markUnread(tom, 1);

        markUnread(tom, 6).statusCode(200);

        assertPosition(tom, 5, 1);
    }

    @Test
    void readingAgainClearsTheMark() {
        markUnread(tom, 2);

        tom.markRead(room, 6);

        assertPosition(tom, 6, 0);
    }

    @Test
    void everyOwnDeviceReceivesTheMark() {
        try (var here = tom.openSocket();
                var there = tom.signInAgain().openSocket();
                var others = mira.openSocket()) {

            markUnread(tom, 2);

            for (var socket : List.of(here, there)) {
                var read = socket.receive("read");
                assertThat(read.getLong("room")).isEqualTo(room);
                assertThat(read.getInt("seq")).isEqualTo(1);
                assertThat(read.getInt("unread")).isEqualTo(3);
                assertThat(read.getInt("end")).isEqualTo(6);
                assertThat(read.getBoolean("back")).isTrue();
            }
            others.assertNotReceived("read");
        }
    }

    @Test
    void readingIsSentAsReading() {
        markUnread(tom, 2);
        try (var socket = tom.openSocket()) {

            tom.markRead(room, 6);

            assertThat(socket.receive("read").getBoolean("back")).isFalse();
        }
    }

    @Test
    void unchangedMarkIsNotSent() {
        markUnread(tom, 2);
        try (var socket = tom.openSocket()) {

            markUnread(tom, 2).statusCode(200);

            socket.assertNotReceived("read");
        }
    }

    @Test
    void positionsOfOthersAreUnchanged() {
        var eve = TestUser.create("eve");
        eve.join(room);

        markUnread(tom, 1);

        assertPosition(eve, 6, 0);
    }

    @Test
    void nonMemberHasNoReadPosition() {
        var eve = TestUser.create("eve");

        markUnread(eve, 1).statusCode(200).body("member", equalTo(false)).body("unread", equalTo(0));
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
        tom.requestWith(mark)
                .put("/api/rooms/{id}/unread", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("seq"));

        assertPosition(tom, 6, 0);
    }

    private ValidatableResponse markUnread(TestUser person, long seq) {
        return person.requestWith(Map.of("seq", seq))
                .put("/api/rooms/{id}/unread", room)
                .then();
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
