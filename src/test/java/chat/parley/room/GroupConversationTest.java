package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Group conversations, which have several members and no name. */
@QuarkusTest
class GroupConversationTest {

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;

    @BeforeEach
    void createThreeUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
    }

    @Test
    void conversationIsPrivateAndNamedAfterItsMembers() {
        open(mira, tom, eve)
                .then()
                .statusCode(201)
                .body("kind", equalTo("private"))
                .body("unnamed", equalTo(true))
                .body("name", equalTo(tom.username() + ", " + eve.username()))
                .body("role", equalTo("member"));

        assertThat(tom.get("/api/rooms?mine=true").getString("items[0].name"))
                .isEqualTo(mira.username() + ", " + eve.username());
    }

    @Test
    void longListOfNamesIsShortened() {
        var crowd = IntStream.range(0, 5)
                .mapToObj(number -> TestUser.create("crowd"))
                .toArray(TestUser[]::new);

        var room = open(mira, crowd).as(Json.class);

        var first = Arrays.stream(crowd, 0, 3).map(TestUser::username).toList();
        assertThat(room.getString("name")).isEqualTo(String.join(", ", first) + " and 2 more");
        assertThat(room.getList("memberNames", String.class)).isEqualTo(first);
        assertThat(room.getInt("moreMembers")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | %s, %s, %s and 2 more     | Just you
            de | %s, %s, %s und 2 weitere  | Nur du
            es | %s, %s, %s y 2 más        | Solo tú
            zh | %s、%s、%s和另外 2 人         | 只有你
            ar | %s، \u2068%s\u2069، \u2068%s\u2069 و\u20682\u2069 غيرهم | أنت فقط
            """)
    void nameIsInTheLanguageOfTheReader(String language, String ofMany, String alone) {
        var crowd = IntStream.range(0, 5)
                .mapToObj(number -> TestUser.create("crowd"))
                .toArray(TestUser[]::new);
        mira.requestWith(Map.of("language", language)).patch("/api/me").then().statusCode(200);

        try (var miraSocket = mira.openSocket();
                var others = crowd[0].openSocket()) {
            var id = open(mira, crowd).as(Json.class).getLong("id");
            var name = ofMany.formatted(crowd[0].username(), crowd[1].username(), crowd[2].username());
            assertThat(mira.get("/api/rooms?mine=true").getString("items[0].name"))
                    .isEqualTo(name);
            assertThat(mira.request().get("/rooms/{id}", id).asString()).contains(name);
            assertThat(miraSocket.receive("room").getString("room.name")).isEqualTo(name);
            assertThat(others.receive("room").getString("room.name")).endsWith(" and 2 more");

            Arrays.stream(crowd).forEach(other -> other.leave(id));
            var left = mira.get("/api/rooms/{id}", id);
            assertThat(left.getString("name")).isEqualTo(alone);
            assertThat(left.getList("memberNames")).isEmpty();
        }
    }

    @Test
    void samePeopleShareOneConversation() {
        var id = open(mira, tom, eve)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");

        assertThat(open(eve, mira, tom, eve)
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(Json.class)
                        .getLong("id"))
                .isEqualTo(id);
        assertThat(open(mira, tom).as(Json.class).getLong("id"))
                .as("the two are another matter")
                .isEqualTo(mira.openDirect(tom));
    }

    @Test
    void concurrentOpensCreateOneConversation() {
        var begun = Stream.of(mira, tom, eve, mira, tom, eve)
                .map(person -> Concurrently.supplyAsync(() -> open(person, mira, tom, eve)))
                .toList();
        var responses = begun.stream().map(CompletableFuture::join).toList();

        assertThat(responses)
                .extracting(response -> response.as(Json.class).getLong("id"))
                .containsOnly(responses.get(0).as(Json.class).getLong("id"));
        assertThat(responses).extracting(Response::statusCode).containsOnlyOnce(201);
    }

    @Test
    void membersReceiveTheConversationAndItsNewMembers() {
        var ada = TestUser.create("ada");
        try (var tomSocket = tom.openSocket();
                var adas = ada.openSocket()) {
            var id = open(mira, tom, eve).as(Json.class).getLong("id");
            assertThat(tomSocket.receive("room").getLong("room.id")).isEqualTo(id);

            eve.invite(id, ada);

            assertThat(adas.receive("room").getLong("room.id")).isEqualTo(id);
            assertThat(tomSocket
                            .receive(
                                    "room",
                                    frame -> frame.getString("room.name").contains(ada.username()))
                            .getLong("room.id"))
                    .isEqualTo(id);
        }
    }

    @Test
    void outsidersDoNotSeeIt() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");

        TestUser.create("ada").request().get("/api/rooms/{id}", id).then().statusCode(404);
    }

    @Test
    void membersCanOnlyLeave() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");

        mira.request().delete("/api/rooms/{id}", id).then().statusCode(409);
        mira.requestWith(Map.of("name", "Ours"))
                .patch("/api/rooms/{id}", id)
                .then()
                .statusCode(409);
        mira.request()
                .delete("/api/rooms/{id}/members/{name}", id, tom.username())
                .then()
                .statusCode(409);
        mira.requestWith(Map.of("role", "owner"))
                .put("/api/rooms/{id}/members/{name}", id, tom.username())
                .then()
                .statusCode(409);
        mira.leave(id);
        mira.request().get("/api/rooms/{id}", id).then().statusCode(404);
        assertThat(tom.get("/api/rooms/{id}/members", id).getList("items.role")).containsExactly("member", "member");
    }

    @Test
    void lastMemberStillFindsIt() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");
        tom.leave(id);
        eve.leave(id);

        assertThat(mira.get("/api/rooms/{id}", id).getString("name")).isEqualTo("Just you");
    }

    @Test
    void administratorsDoNotSeeIt() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");
        AdminActions.grantAdmin(eve);
        var ada = TestUser.create("ada");
        AdminActions.grantAdmin(ada);

        assertThat(ada.get("/api/admin/rooms?limit=100").getList("items.id", Long.class))
                .doesNotContain(id);
        ada.requestWith(Map.of("archived", true))
                .patch("/api/admin/rooms/{id}", id)
                .then()
                .statusCode(404);
    }

    @Test
    void conversationHasAtMostTwentyPeople() {
        var crowd = IntStream.range(0, 20)
                .mapToObj(number -> TestUser.create("crowd"))
                .toArray(TestUser[]::new);
        open(mira, crowd).then().statusCode(400).body("violations.field", hasItem("with"));
        var id = open(mira, Arrays.copyOf(crowd, 19))
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");

        mira.requestWith(Map.of())
                .put("/api/rooms/{id}/members/{name}", id, crowd[19].username())
                .then()
                .statusCode(409);
        mira.invite(id, crowd[0]);
    }

    @Test
    void unknownAccountIsRejected() {
        mira.requestWith(Map.of("with", List.of("nobody-of-that-name", tom.username())))
                .put("/api/conversations")
                .then()
                .statusCode(404);
        mira.requestWith(Map.of("with", List.of()))
                .put("/api/conversations")
                .then()
                .statusCode(400);
        mira.requestWith(Map.of("with", List.of(mira.username())))
                .put("/api/conversations")
                .then()
                .statusCode(400);
        mira.requestWith(Map.of()).put("/api/conversations").then().statusCode(400);
        mira.requestWith(Map.of("with", List.of("!")))
                .put("/api/conversations")
                .then()
                .statusCode(400);
    }

    private static Response open(TestUser person, TestUser... others) {
        return person.requestWith(Map.of(
                        "with", Arrays.stream(others).map(TestUser::username).toList()))
                .put("/api/conversations");
    }
}
