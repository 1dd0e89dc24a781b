package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.sql.SQLException;
import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** The page of a room's messages at a given time. */
@QuarkusTest
class MessageAtTimeTest {

    private static final int MESSAGES = 1000;

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;

    /** One message a minute, starting on the first of November. */
    @BeforeEach
    void createConversation() throws SQLException {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        new LongConversation(database).fill(room, mira, MESSAGES, Instant.parse("2026-11-01T00:00:00Z"), 60);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z, 1",
        "2026-11-01T00:00:01Z, 2",
        "2026-11-01T00:01:00Z, 2",
        "2026-11-01T05:00:00Z, 301",
        "2026-11-01T05:00:00.001Z, 302",
        "2026-11-01T16:39:00Z, 1000",
        "2026-10-01T00:00:00Z, 1",
        "-5000-01-01T00:00:00Z, 1"
    })
    void findsTheFirstMessageAtOrAfterATime(String at, long seq) {
        var page = mira.get("/api/rooms/{id}/messages?limit=5&at={at}", room, at);

        var first = Math.max(1, Math.min(seq - 2, MESSAGES - 4));
        assertThat(page.getList("items.seq", Long.class))
                .containsExactly(first, first + 1, first + 2, first + 3, first + 4);
        assertThat(page.getLong("end")).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01T16:39:00.001Z", "2030-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void timeAfterAllMessagesFindsTheLast(String at) {
        mira.request()
                .queryParam("at", at)
                .get("/api/rooms/{id}/messages?limit=5", room)
                .then()
                .statusCode(200)
                .body("items", hasSize(5))
                .body("items[4].seq", equalTo(MESSAGES));
    }

    @Test
    void equalTimesFindTheFirst() throws SQLException {
        var busy = mira.createRoom("private");
        new LongConversation(database).fill(busy, mira, 100, Instant.parse("2026-11-02T00:00:00Z"), 0);

        var page = mira.get("/api/rooms/{id}/messages?limit=3&at=2026-11-02T00:00:00Z", busy);

        assertThat(page.getList("items.seq", Long.class)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void emptyRoomHasAnEmptyPage() {
        var empty = mira.createRoom("private");

        mira.request()
                .get("/api/rooms/{id}/messages?at=2026-11-01T00:00:00Z", empty)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("more", equalTo(false))
                .body("end", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-01", "1793491200", "2026-13-01T00:00:00Z", "2026-11-01T00:00:00"})
    void invalidTimeIsRejected(String at) {
        mira.request()
                .queryParam("at", at)
                .get("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("at"));
    }

    @Test
    void timeExcludesOtherPositions() {
        mira.request()
                .get("/api/rooms/{id}/messages?before=5&at=2026-11-01T00:00:00Z", room)
                .then()
                .statusCode(400);
    }

    @Test
    void everyPageHasTheLastPositionOfTheRoom() {
        for (var query : new String[] {"limit=5", "before=500", "after=500", "around=500", "at=2026-11-01T05:00:00Z"}) {
            assertThat(mira.get("/api/rooms/{id}/messages?" + query, room).getLong("end"))
                    .as(query)
                    .isEqualTo(MESSAGES);
        }
    }
}
