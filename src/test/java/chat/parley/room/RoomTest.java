package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Creating and editing a room. */
@QuarkusTest
class RoomTest {

    private TestUser mira;
    private String name;

    @BeforeEach
    void chooseFreeUsername() {
        mira = TestUser.create("mira");
        name = TestUser.unique("Garden");
    }

    @Test
    void creatorOwnsTheRoom() {
        var made = create(name, "topic", " Roses ");

        made.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/rooms/" + made.path("id")))
                .body("name", equalTo(name))
                .body("topic", equalTo("Roses"))
                .body("kind", equalTo("public"))
                .body("member", equalTo(true))
                .body("role", equalTo("owner"))
                .body("seq", equalTo(0))
                .body("version", equalTo(0))
                .body("lastRead", equalTo(0))
                .body("unread", equalTo(0))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("archived", equalTo(false))
                .body("with", nullValue());
        assertThat(mira.get(made.header("Location")).getMap("$"))
                .isEqualTo(made.as(Json.class).getMap("$"));
    }

    @Test
    void outsidersSeeAPublicRoom() {
        var room = create(name).as(Json.class).getLong("id");

        TestUser.create("tom")
                .request()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("topic", equalTo(""))
                .body("member", equalTo(false))
                .body("role", nullValue())
                .body("lastRead", equalTo(0))
                .body("unread", equalTo(0));
    }

    @Test
    void surroundingSpaceIsRemovedFromNames() {
        create(" \t" + name + "  ").then().statusCode(201).body("name", equalTo(name));
    }

    @Test
    void publicNameIsUniqueIgnoringCase() {
        create(name).then().statusCode(201);

        isConflict(create(name));
        isConflict(create(" " + name.toUpperCase(Locale.ROOT)));
        create(name + "2").then().statusCode(201);
    }

    @Test
    void privateRoomsMayShareAName() {
        create(name).then().statusCode(201);

        create(name, "kind", "private").then().statusCode(201).body("kind", equalTo("private"));
        create(name, "kind", "private").then().statusCode(201);
    }

    @Test
    void concurrentCreationsUseANameOnce() {
        var requests = IntStream.range(0, 8)
                .mapToObj(number -> Concurrently.supplyAsync(() -> create(name)))
                .toList();

        var statuses = requests.stream()
                .map(CompletableFuture::join)
                .map(Response::statusCode)
                .toList();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "a\tb", "\u00a0", "\u2003", "\u3000 ", "\u0007"})
    void nameWithInvisibleCharactersIsRejected(String bad) {
        assertRejected(create(bad), "name");
        assertRejected(
                mira.requestWith(Map.of("name", bad))
                        .patch("/api/rooms/{id}", create(name).as(Json.class).getLong("id")),
                "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\uFEFF", "\u202E", "\u2066", "\u2800", "\u3164", "\u00AD", "\uFE0F"})
    void lookAlikeNamesAreEqual(String invisible) {
        create(name).then().statusCode(201);

        isConflict(create(name + invisible));
        isConflict(create(invisible + name.substring(0, 3) + invisible + name.substring(3)));
        assertRejected(create(invisible), "name");
    }

    @Test
    void spacesInNamesAreNormalized() {
        create("a " + name).then().statusCode(201);

        isConflict(create("a\u00A0\u2003" + name + "\u3000"));
    }

    @Test
    void invisibleCharactersAreRemovedFromTopics() {
        create(name, "topic", "\u202Ethe\u200B oven").then().statusCode(201).body("topic", equalTo("the oven"));
    }

    @Test
    void nameHasAtMost80Characters() {
        assertRejected(create("x".repeat(81 - name.length()) + name), "name");
        assertRejected(create(null), "name");

        create("x".repeat(80 - name.length()) + name).then().statusCode(201);
    }

    @Test
    void topicHasAtMost250Characters() {
        assertRejected(create(name, "topic", "t".repeat(251)), "topic");

        create(name, "topic", "t".repeat(250)).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "secret", "PUBLIC", "", "0"})
    void visibilityOfARoomCanChange(String kind) {
        assertRejected(create(name, "kind", kind), "kind");

        create(name, "kind", "public").then().statusCode(201);
    }

    @Test
    void ownerChangesOnlyTheGivenFields() {
        var room = create(name, "topic", "Roses").as(Json.class).getLong("id");
        var better = TestUser.unique("Park");

        change(mira, room, "name", " " + better + " ").then().statusCode(200).body("name", equalTo(better));
        change(mira, room, "topic", "").then().statusCode(200).body("topic", equalTo(""));

        mira.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("name", equalTo(better))
                .body("topic", equalTo(""))
                .body("kind", equalTo("public"));
    }

    @ParameterizedTest
    @CsvSource({"owner, 200", "moderator, 403", "member, 403"})
    void onlyAnOwnerChangesARoom(String role, int status) {
        var room = create(name, "kind", "private").as(Json.class).getLong("id");
        var tom = TestUser.create("tom");
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        change(tom, room, "topic", "Weeds").then().statusCode(status);

        assertThat(mira.get("/api/rooms/{id}", room).getString("topic")).isEqualTo(status == 200 ? "Weeds" : "");
    }

    @Test
    void outsiderChangesNothing() {
        var room = create(name).as(Json.class).getLong("id");
        var eve = TestUser.create("eve");
        eve.get("/api/rooms/{id}", room);

        change(eve, room, "topic", "Weeds").then().statusCode(403).contentType(Problem.MEDIA_TYPE);

        assertThat(mira.get("/api/rooms/{id}", room).getString("topic")).isEmpty();
    }

    @Test
    void renamingToATakenNameIsRejected() {
        create(name).then().statusCode(201);
        var other = create(TestUser.unique("Park")).as(Json.class).getLong("id");

        isConflict(change(mira, other, "name", name.toLowerCase(Locale.ROOT)));

        change(mira, other, "name", name + "2").then().statusCode(200);
    }

    @Test
    void unknownRoomIsNotFound() {
        mira.request()
                .get("/api/rooms/{id}", Long.MAX_VALUE)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
        mira.request().get("/api/rooms/garden").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    private Response create(String roomName, String... more) {
        var draft = new HashMap<String, String>();
        draft.put("name", roomName);
        for (var at = 0; at < more.length; at += 2) {
            draft.put(more[at], more[at + 1]);
        }
        return mira.requestWith(draft).post("/api/rooms");
    }

    private static Response change(TestUser person, long room, String field, String value) {
        return person.requestWith(Map.of(field, value)).patch("/api/rooms/{id}", room);
    }

    private static void isConflict(Response response) {
        response.then().statusCode(409).contentType(Problem.MEDIA_TYPE).body("status", equalTo(409));
    }

    private static void assertRejected(Response response, String field) {
        response.then().statusCode(400).contentType(Problem.MEDIA_TYPE).body("violations.field", hasItem(field));
    }
}
