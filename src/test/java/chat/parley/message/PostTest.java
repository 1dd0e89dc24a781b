package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class PostTest {

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
    }

    @Test
    void responseEqualsTheStoredMessage() {
        var posted = mira.tryToPost(room, "  Hello **there**  ", "first");

        posted.then()
                .statusCode(201)
                .body("room", equalTo((int) room))
                .body("seq", equalTo(1))
                .body("version", equalTo(1))
                .body("author.username", equalTo(mira.username()))
                .body("body", equalTo("Hello **there**"))
                .body("html", equalTo("<p>Hello <strong>there</strong></p>\n"))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("editedAt", nullValue())
                .body("deleted", equalTo(false))
                .body("clientId", equalTo("first"))
                .body("replyTo", nullValue())
                .body("mentions", hasSize(0))
                .body("reactions", hasSize(0))
                .body("attachments", hasSize(0));
        assertThat(mira.get("/api/rooms/{id}/messages", room).getMap("items[0]"))
                .isEqualTo(posted.as(Json.class).getMap("$"));
    }

    @Test
    void repeatedClientIdStoresOneMessage() {
        var first = mira.tryToPost(room, "once", "same")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class);

        var again = mira.tryToPost(room, "once, but typed again", "same")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class);

        assertThat(again.getMap("$")).isEqualTo(first.getMap("$"));
        assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isEqualTo(1);
        assertThat(mira.post(room, "next"))
                .as("the refused repetition left no gap")
                .isEqualTo(2);
    }

    /** Cannot force the worst interleaving; the unique constraint guarantees the result. */
    @Test
    void concurrentPostsWithOneClientIdStoreOneMessage() {
        var tries = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(() -> mira.tryToPost(room, "once", "same")))
                .toList();

        var responses = tries.stream().map(CompletableFuture::join).toList();

        assertThat(responses)
                .extracting(Response::statusCode)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(responses)
                .extracting(response -> response.as(Json.class).getLong("seq"))
                .containsOnly(1L);
        assertThat(mira.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(1);
    }

    @Test
    void clientIdIsPerAuthorAndRoom() {
        var tom = TestUser.create("tom");
        var garden = mira.createRoom("public");
        mira.tryToPost(room, "mine", "same").then().statusCode(201);

        tom.tryToPost(room, "his", "same").then().statusCode(201).body("seq", equalTo(2));
        mira.tryToPost(garden, "elsewhere", "same").then().statusCode(201).body("seq", equalTo(1));
    }

    @Test
    void concurrentPostsGetPositionsWithoutGaps() {
        var people = List.of(mira, TestUser.create("tom"), TestUser.create("eve"));
        var posts = IntStream.range(0, 60)
                .mapToObj(number ->
                        Concurrently.supplyAsync(() -> people.get(number % 3).post(room, "number " + number)))
                .toList();

        var places = posts.stream().map(CompletableFuture::join).toList();

        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toList());
        var stored = mira.get("/api/rooms/{id}/messages?limit=200", room);
        assertThat(stored.getList("items.seq", Long.class))
                .hasSize(60)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(stored.getList("items.version", Long.class)).isEqualTo(stored.getList("items.seq", Long.class));
    }

    @Test
    void postingToAPublicRoomJoinsIt() {
        var tom = TestUser.create("tom");
        assertThat(tom.get("/api/rooms/{id}", room).getBoolean("member")).isFalse();

        tom.post(room, "hello");

        var joined = tom.get("/api/rooms/{id}", room);
        assertThat(joined.getBoolean("member")).isTrue();
        assertThat(joined.getString("role")).isEqualTo("member");
        assertThat(joined.getLong("unread")).isZero();
    }

    @Test
    void replyRefersToAMessageOfTheSameRoom() {
        mira.post(room, "question");

        mira.requestWith(Map.of("body", "answer", "clientId", "a", "replyTo", 1))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201)
                .body("replyTo", equalTo(1));
        for (var nowhere : List.of(0, -1, 3, 99)) {
            mira.requestWith(Map.of("body", "answer", "clientId", "b" + nowhere, "replyTo", nowhere))
                    .post("/api/rooms/{id}/messages", room)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("replyTo"));
        }
        assertThat(mira.post(room, "next")).as("a refused answer took no place").isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4000})
    void longestBodyIsAccepted(int length) {
        mira.tryToPost(room, " " + "x".repeat(length) + "\n", "one")
                .then()
                .statusCode(201)
                .body("body", equalTo("x".repeat(length)));
    }

    @Test
    void lengthCountsVisibleCharacters() {
        mira.tryToPost(room, "🌱".repeat(4000), "one").then().statusCode(201);
        mira.tryToPost(room, "🌱".repeat(4001), "two").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u2003"})
    void emptyMessageIsRejected(String body) {
        mira.tryToPost(room, body, "one").then().statusCode(400).body("violations.field", hasItem("body"));
    }

    @Test
    void tooLongOrMissingBodyIsRejected() {
        mira.tryToPost(room, "x".repeat(20_000), "one")
                .then()
                .statusCode(400)
                .body("violations.field", contains("body"))
                .body("violations.message", contains("Too long: 20,000 of 4,000 characters."));
        mira.tryToPost(room, "x", "").then().statusCode(400).body("violations.field", hasItem("clientId"));
        mira.tryToPost(room, "x", "c".repeat(65)).then().statusCode(400).body("violations.field", hasItem("clientId"));
        mira.requestWith(Map.of("body", "x"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("clientId"));
        mira.requestWith(Map.of("clientId", "x"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("body"));
        mira.requestWith(Map.of("body", "x", "clientId", "x", "attachments", List.of(1)))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("attachments"));
        assertThat(mira.get("/api/rooms/{id}", room).getLong("version")).isZero();
    }

    @Test
    void archivedRoomRejectsMessages() {
        mira.tryToPost(room, "last words", "first").then().statusCode(201);
        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        mira.tryToPost(room, "too late", "one").then().statusCode(409);
        mira.tryToPost(room, "last words", "first").then().statusCode(200).body("seq", equalTo(1));

        assertThat(mira.get("/api/rooms/{id}/messages", room).getList("items")).hasSize(1);
    }

    @Test
    void unknownRoomIsNotFound() {
        mira.tryToPost(Long.MAX_VALUE, "hello", "one").then().statusCode(404);
    }
}
