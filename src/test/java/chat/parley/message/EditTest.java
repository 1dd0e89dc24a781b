package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.RoomFollower;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class EditTest {

    private TestUser mira;
    private TestUser tom;
    private long room;
    private long seq;

    @BeforeEach
    void postMessage() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
        seq = mira.post(room, "Helo");
    }

    @Test
    void authorEditsAMessage() {
        mira.edit(room, seq, "  **Hello**  ")
                .then()
                .statusCode(200)
                .body("seq", equalTo((int) seq))
                .body("version", equalTo(2))
                .body("body", equalTo("**Hello**"))
                .body("html", equalTo("<p><strong>Hello</strong></p>\n"))
                .body("editedAt", notNullValue());

        assertThat(tom.message(room, seq).getString("body")).isEqualTo("**Hello**");
        assertThat(tom.get("/api/rooms/{id}", room).getLong("seq")).as("places").isEqualTo(1);
        assertThat(tom.get("/api/rooms/{id}", room).getLong("unread"))
                .as("an edit is nothing new to read")
                .isEqualTo(1);
    }

    @Test
    void everyoneReceivesTheEdit() {
        try (var follower = RoomFollower.of(tom, room)) {
            follower.verify(() -> mira.edit(room, seq, "Hello").then().statusCode(200));
        }
    }

    @Test
    void earlierVersionsCanBeRead() {
        mira.edit(room, seq, "Hello").then().statusCode(200);
        mira.edit(room, seq, "Hello there").then().statusCode(200);

        tom.request()
                .get("/api/rooms/{id}/messages/{seq}/versions", room, seq)
                .then()
                .statusCode(200)
                .body("items.body", contains("Helo", "Hello"))
                .body("items.version", contains(1, 2))
                .body("items.html", contains("<p>Helo</p>\n", "<p>Hello</p>\n"))
                .body("next", nullValue());
    }

    @Test
    void sameTextIsNoChange() {
        mira.edit(room, seq, "Helo")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("editedAt", nullValue());

        assertThat(mira.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(1);
    }

    @Test
    void onlyTheAuthorEdits() {
        tom.edit(room, seq, "I said nothing").then().statusCode(403);

        assertThat(tom.message(room, seq).getString("body")).isEqualTo("Helo");
    }

    @Test
    void editIsValidatedLikeAMessage() {
        for (var body : new String[] {"", "   ", "x".repeat(4001)}) {
            mira.edit(room, seq, body).then().statusCode(400).body("violations.field", hasItem("body"));
        }
        mira.requestWith(Map.of())
                .patch("/api/rooms/{id}/messages/{seq}", room, seq)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("body"));
        mira.edit(room, 99, "nothing").then().statusCode(404);
        assertThat(mira.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(1);
    }

    @Test
    void deletedOrArchivedMessageCannotBeEdited() {
        mira.delete(room, seq).then().statusCode(204);
        mira.edit(room, seq, "I am back").then().statusCode(409);

        var other = mira.post(room, "last words");
        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);
        mira.edit(room, other, "no").then().statusCode(409);
        mira.delete(room, other).then().statusCode(409);
        mira.react(room, other, "👍").then().statusCode(409);
    }

    @Test
    void messageHasAtMostAHundredEdits() {
        IntStream.rangeClosed(1, MessageVersions.MAX_VERSIONS_PER_MESSAGE)
                .forEach(edit -> mira.edit(room, seq, "text " + edit).then().statusCode(200));

        mira.edit(room, seq, "one more").then().statusCode(409);

        tom.request()
                .get("/api/rooms/{id}/messages/{seq}/versions", room, seq)
                .then()
                .body("items", hasSize(MessageVersions.MAX_VERSIONS_PER_MESSAGE))
                .body("items[0].body", equalTo("Helo"));
    }

    /** Cannot prove that no edit is ever lost; fails if two edits read the same version before either writes. */
    @Test
    void concurrentEditsAndMessagesGetDistinctVersions() {
        var writing = IntStream.range(0, 20)
                .mapToObj(turn -> Concurrently.supplyAsync(() -> turn % 2 == 0
                        ? mira.edit(room, seq, "text " + turn)
                        : tom.tryToPost(room, "message " + turn, "client-" + turn)))
                .toList();
        var versions = writing.stream()
                .map(CompletableFuture::join)
                .map(response -> response.as(Json.class).getLong("version"))
                .toList();

        assertThat(versions).doesNotHaveDuplicates();
        assertThat(tom.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(21);
    }
}
