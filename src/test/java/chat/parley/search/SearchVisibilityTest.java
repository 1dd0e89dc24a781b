package chat.parley.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Search finds only visible messages: in hits, excerpts, later pages and with every filter. */
@QuarkusTest
class SearchVisibilityTest {

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private String word;

    @BeforeEach
    void createTwoMembersAndOutsider() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        word = "w" + TestUser.unique("").replace("-", "q") + "end";
    }

    @Test
    void everyoneSearchesPublicRooms() {
        mira.post(mira.createRoom("public"), word);

        assertThat(findBodies(eve, word)).hasSize(1);
    }

    @Test
    void onlyMembersSearchAPrivateRoom() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        mira.post(room, word + " between us");

        assertThat(findBodies(mira, word)).hasSize(1);
        assertThat(findBodies(tom, word)).hasSize(1);
        assertNothingFor(eve, room);
    }

    @Test
    void onlyTheTwoSearchADirectRoom() {
        var room = mira.openDirect(tom);
        mira.post(room, word + " between us");

        assertThat(findBodies(tom, word)).hasSize(1);
        assertNothingFor(eve, room);
    }

    @Test
    void removedMemberFindsNothingAtOnce() {
        var room = mira.createRoom("private");
        mira.invite(room, eve);
        mira.post(room, word + " between us");
        assertThat(findBodies(eve, word)).hasSize(1);

        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(204);

        assertNothingFor(eve, room);
    }

    @Test
    void visibleHitsAreFoundAmongManyInvisibleOnes() {
        var hidden = mira.createRoom("private");
        for (var number = 0; number < 30; number++) {
            mira.post(hidden, word + " hidden " + number);
        }
        var room = mira.createRoom("public");
        mira.post(room, word + " for all");

        var page = eve.get("/api/search?q={q}&limit=1", word);

        assertThat(page.getList("items.message.body")).containsExactly(word + " for all");
        assertThat(page.getString("next")).as("that no page follows").isNull();
    }

    @Test
    void archivedRoomIsSearchable() {
        var room = mira.createRoom("private");
        mira.post(room, word);
        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(findBodies(mira, word)).hasSize(1);
        assertThat(findBodies(mira, "in:" + room)).hasSize(1);
        assertThat(findBodies(eve, word)).isEmpty();
    }

    @Test
    void visibilityChangeOfARoomAppliesToSearch() throws Exception {
        var room = mira.createRoom("private");
        mira.post(room, word);
        assertThat(findBodies(eve, word)).isEmpty();

        changeKind(room, "public");
        assertThat(findBodies(eve, word)).hasSize(1);
        assertThat(findBodies(mira, word)).hasSize(1);

        changeKind(room, "private");
        assertThat(findBodies(eve, word)).isEmpty();
        assertThat(findBodies(mira, word)).hasSize(1);
    }

    @Test
    void craftedWordCannotMatchAnotherRoom() {
        var room = mira.createRoom("private");
        mira.post(room, word);

        for (var trick :
                List.of(room + "x" + word, "'" + room + "x" + word + "'", "#" + room, "@" + word, room + "x")) {
            assertThat(findBodies(eve, trick)).as(trick).isEmpty();
        }
    }

    @Test
    void searchRequiresAuthentication() {
        given().queryParam("q", word).get("/api/search").then().statusCode(401);
    }

    private void assertNothingFor(TestUser outsider, long room) {
        assertThat(findBodies(outsider, word)).isEmpty();
        assertThat(findBodies(outsider, "\"" + word + " between us\"")).isEmpty();
        assertThat(findBodies(outsider, "from:" + mira.username())).isEmpty();
        assertThat(findBodies(outsider, word + " from:" + mira.username() + " after:2020-01-01"))
                .isEmpty();
        assertThat(outsider.get("/api/search?q={q}&limit=1", word).getString("next"))
                .isNull();
        outsider.request()
                .get("/api/search?q={q}&room={room}", word, room)
                .then()
                .statusCode(404);
        outsider.request()
                .queryParam("q", "in:" + room)
                .get("/api/search")
                .then()
                .statusCode(400);
        assertThat(findBodies(outsider, "has:file after:2020-01-01")).noneMatch(body -> body.contains(word));
    }

    private List<String> findBodies(TestUser who, String q) {
        return who.request()
                .queryParam("q", q)
                .get("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class)
                .getList("items.message.body", String.class);
    }

    private void changeKind(long room, String kind) throws Exception {
        try (var connection = database.getConnection();
                var change = connection.prepareStatement("update room set kind = ? where id = ?")) {
            change.setString(1, kind);
            change.setLong(2, room);
            change.executeUpdate();
        }
    }
}
