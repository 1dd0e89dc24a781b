package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class DirectRoomTest {

    private static final int CONCURRENT_REQUESTS = 20;

    private TestUser mira;
    private TestUser tom;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
    }

    @Test
    void twoPeopleShareOneRoom() {
        var room = open(mira, tom.username())
                .then()
                .statusCode(201)
                .body("kind", equalTo("direct"))
                .extract()
                .as(Json.class)
                .getLong("id");

        open(mira, tom.username()).then().statusCode(200).body("id", equalTo((int) room));
        open(tom, mira.username()).then().statusCode(200).body("id", equalTo((int) room));
        open(tom, mira.username().toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("id", equalTo((int) room));
    }

    @Test
    void everyPairHasItsOwnRoom() {
        var eve = TestUser.create("eve");

        assertThat(mira.openDirect(tom)).isNotEqualTo(mira.openDirect(eve)).isNotEqualTo(tom.openDirect(eve));
    }

    @Test
    void eachPersonSeesTheNameOfTheOther() {
        mira.requestWith(Map.of("displayName", "Mira M."))
                .patch("/api/me")
                .then()
                .statusCode(200);
        var room = mira.openDirect(tom);

        mira.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("name", equalTo(tom.username()))
                .body("with", equalTo(tom.username()))
                .body("member", equalTo(true))
                .body("role", equalTo("member"));
        tom.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("name", equalTo("Mira M."))
                .body("with", equalTo(mira.username()))
                .body("member", equalTo(true));
    }

    @Test
    void directRoomWithOneselfIsAllowed() {
        var room = open(mira, mira.username())
                .then()
                .statusCode(201)
                .body("name", equalTo(mira.username()))
                .body("with", equalTo(mira.username()))
                .extract()
                .as(Json.class)
                .getLong("id");

        open(mira, mira.username()).then().statusCode(200).body("id", equalTo((int) room));
        mira.post(room, "a note");
        mira.request().get("/api/rooms/{id}", room).then().body("unread", equalTo(0));
    }

    /** Cannot force the worst interleaving; the unique constraint on the pair guarantees the result. */
    @Test
    void concurrentOpensCreateOneRoom() {
        var opening = IntStream.range(0, CONCURRENT_REQUESTS)
                .mapToObj(number -> Concurrently.supplyAsync(
                        () -> number % 2 == 0 ? open(mira, tom.username()) : open(tom, mira.username())))
                .toList();

        var opened = opening.stream().map(CompletableFuture::join).toList();

        assertThat(opened)
                .extracting(Response::statusCode)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(opened)
                .extracting(response -> response.as(Json.class).getLong("id"))
                .containsOnly(mira.openDirect(tom));
        assertThat(opened)
                .extracting(response -> response.as(Json.class).getBoolean("member"))
                .containsOnly(true);
    }

    @Test
    void bothCanPost() {
        var room = mira.openDirect(tom);

        mira.post(room, "hello");
        tom.post(room, "hello to you");

        assertThat(mira.get("/api/rooms/{id}/messages", room).getList("items.author.username"))
                .containsExactly(mira.username(), tom.username());
    }

    @Test
    void unknownAccountIsNotFound() {
        var eve = TestUser.create("eve");
        AdminActions.disable(eve);

        open(mira, "nobody-of-that-name").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        open(mira, eve.username()).then().statusCode(404).contentType(Problem.MEDIA_TYPE);

        open(mira, tom.username()).then().statusCode(201);
    }

    @Test
    void othersCannotJoinOrChangeIt() {
        var room = mira.openDirect(tom);
        var eve = TestUser.create("eve");

        isConflict(mira.requestWith(Map.of()).put("/api/rooms/{id}/members/{name}", room, eve.username()));
        isConflict(mira.request().delete("/api/rooms/{id}/members/{name}", room, tom.username()));
        isConflict(mira.requestWith(Map.of("name", "Ours")).patch("/api/rooms/{id}", room));
        isConflict(mira.request().delete("/api/rooms/{id}", room));

        assertThat(mira.get("/api/rooms/{id}/members", room).getList("items.username"))
                .containsExactly(mira.username(), tom.username());
        mira.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("archived", equalTo(false))
                .body("with", equalTo(tom.username()));
    }

    private static Response open(TestUser person, String other) {
        return person.request().put("/api/direct/{name}", other);
    }

    private static void isConflict(Response response) {
        response.then().statusCode(409).contentType(Problem.MEDIA_TYPE).body("status", equalTo(409));
    }
}
