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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        eve = TestUser.called("eve");
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

        assertThat(tom.reads("/api/rooms?mine=true").getString("items[0].name"))
                .isEqualTo(mira.username() + ", " + eve.username());
    }

    @Test
    void longListOfNamesIsShortened() {
        var crowd = IntStream.range(0, 5)
                .mapToObj(number -> TestUser.called("crowd"))
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
                .mapToObj(number -> TestUser.called("crowd"))
                .toArray(TestUser[]::new);
        mira.sends(Map.of("language", language)).patch("/api/me").then().statusCode(200);

        try (var miraSocket = mira.opensSocket();
                var others = crowd[0].opensSocket()) {
            var id = open(mira, crowd).as(Json.class).getLong("id");
            var name = ofMany.formatted(crowd[0].username(), crowd[1].username(), crowd[2].username());
            assertThat(mira.reads("/api/rooms?mine=true").getString("items[0].name"))
                    .isEqualTo(name);
            assertThat(mira.asks().get("/rooms/{id}", id).asString()).contains(name);
            assertThat(miraSocket.receive("room").getString("room.name")).isEqualTo(name);
            assertThat(others.receive("room").getString("room.name")).endsWith(" and 2 more");

            Arrays.stream(crowd).forEach(other -> other.leaves(id));
            var left = mira.reads("/api/rooms/{id}", id);
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
                .isEqualTo(mira.opensDirect(tom));
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
        var ada = TestUser.called("ada");
        try (var tomSocket = tom.opensSocket();
                var adas = ada.opensSocket()) {
            var id = open(mira, tom, eve).as(Json.class).getLong("id");
            assertThat(tomSocket.receive("room").getLong("room.id")).isEqualTo(id);

            eve.invites(id, ada);

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

        TestUser.called("ada").asks().get("/api/rooms/{id}", id).then().statusCode(404);
    }

    @Test
    void membersCanOnlyLeave() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");

        mira.asks().delete("/api/rooms/{id}", id).then().statusCode(409);
        mira.sends(Map.of("name", "Ours")).patch("/api/rooms/{id}", id).then().statusCode(409);
        mira.asks()
                .delete("/api/rooms/{id}/members/{name}", id, tom.username())
                .then()
                .statusCode(409);
        mira.sends(Map.of("role", "owner"))
                .put("/api/rooms/{id}/members/{name}", id, tom.username())
                .then()
                .statusCode(409);
        mira.leaves(id);
        mira.asks().get("/api/rooms/{id}", id).then().statusCode(404);
        assertThat(tom.reads("/api/rooms/{id}/members", id).getList("items.role"))
                .containsExactly("member", "member");
    }

    @Test
    void lastMemberStillFindsIt() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");
        tom.leaves(id);
        eve.leaves(id);

        assertThat(mira.reads("/api/rooms/{id}", id).getString("name")).isEqualTo("Just you");
    }

    @Test
    void administratorsDoNotSeeIt() {
        var id = open(mira, tom, eve).as(Json.class).getLong("id");
        AdminActions.makesAdmin(eve);
        var ada = TestUser.called("ada");
        AdminActions.makesAdmin(ada);

        assertThat(ada.reads("/api/admin/rooms?limit=100").getList("items.id", Long.class))
                .doesNotContain(id);
        ada.sends(Map.of("archived", true))
                .patch("/api/admin/rooms/{id}", id)
                .then()
                .statusCode(404);
    }

    @Test
    void conversationHasAtMostTwentyPeople() {
        var crowd = IntStream.range(0, 20)
                .mapToObj(number -> TestUser.called("crowd"))
                .toArray(TestUser[]::new);
        open(mira, crowd).then().statusCode(400).body("violations.field", hasItem("with"));
        var id = open(mira, Arrays.copyOf(crowd, 19))
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");

        mira.sends(Map.of())
                .put("/api/rooms/{id}/members/{name}", id, crowd[19].username())
                .then()
                .statusCode(409);
        mira.invites(id, crowd[0]);
    }

    @Test
    void unknownAccountIsRejected() {
        mira.sends(Map.of("with", List.of("nobody-of-that-name", tom.username())))
                .put("/api/conversations")
                .then()
                .statusCode(404);
        mira.sends(Map.of("with", List.of())).put("/api/conversations").then().statusCode(400);
        mira.sends(Map.of("with", List.of(mira.username())))
                .put("/api/conversations")
                .then()
                .statusCode(400);
        mira.sends(Map.of()).put("/api/conversations").then().statusCode(400);
        mira.sends(Map.of("with", List.of("!")))
                .put("/api/conversations")
                .then()
                .statusCode(400);
    }

    private static Response open(TestUser person, TestUser... others) {
        return person.sends(Map.of(
                        "with", Arrays.stream(others).map(TestUser::username).toList()))
                .put("/api/conversations");
    }
}
