package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Archiving a room. */
@QuarkusTest
class RoomArchiverTest {

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void archivedRoomIsNotListed(boolean mine) {
        var name = roomName();
        assertThat(countListed(tom, name, mine)).isEqualTo(1);

        archive(mira).then().statusCode(204);

        assertThat(countListed(tom, name, mine)).isZero();
        assertThat(countListed(mira, name, mine)).isZero();
    }

    @Test
    void archivedRoomCanBeRead() {
        mira.posts(room, "hello");

        archive(mira).then().statusCode(204);

        tom.asks()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("archived", equalTo(true))
                .body("seq", equalTo(1));
        assertThat(tom.reads("/api/rooms/{id}/messages", room).getString("items[0].body"))
                .isEqualTo("hello");
        assertThat(tom.reads("/api/rooms/{id}/members", room).getList("items")).hasSize(2);
    }

    @Test
    void archivedRoomRejectsChanges() {
        mira.posts(room, "hello");
        archive(mira).then().statusCode(204);

        isConflict(mira.triesToPost(room, "too late", "late"));
        isConflict(mira.sends(Map.of("topic", "too late")).patch("/api/rooms/{id}", room));
        isConflict(TestUser.called("eve").asks().put("/api/rooms/{id}/membership", room));
        isConflict(mira.sends(Map.of())
                .put(
                        "/api/rooms/{id}/members/{name}",
                        room,
                        TestUser.called("eve").username()));
        assertThat(mira.reads("/api/rooms/{id}", room).getLong("seq")).isEqualTo(1);
    }

    @Test
    void archivingIsIdempotent() {
        archive(mira).then().statusCode(204);

        archive(mira).then().statusCode(204);
    }

    @Test
    void archivedNameCanBeReused() {
        var name = roomName();
        mira.sends(Map.of("name", name)).post("/api/rooms").then().statusCode(409);

        archive(mira).then().statusCode(204);

        mira.sends(Map.of("name", name)).post("/api/rooms").then().statusCode(201);
    }

    @Test
    void membersCanLeaveAnArchivedRoom() {
        archive(mira).then().statusCode(204);

        tom.leaves(room);

        tom.asks().get("/api/rooms/{id}", room).then().body("member", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"owner, 204", "moderator, 403", "member, 403"})
    void onlyAnOwnerArchives(String role, int status) {
        mira.sends(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        archive(tom).then().statusCode(status);

        assertThat(mira.reads("/api/rooms/{id}", room).getBoolean("archived")).isEqualTo(status == 204);
    }

    @Test
    void outsiderCannotArchive() {
        archive(TestUser.called("eve")).then().statusCode(403).contentType(Problem.MEDIA_TYPE);

        mira.posts(room, "still in use");
    }

    @Test
    void administratorArchivesPublicRooms() {
        var ada = TestUser.called("ada");
        archive(ada).then().statusCode(403);

        AdminActions.makesAdmin(ada);

        archive(ada).then().statusCode(204);
        mira.asks().get("/api/rooms/{id}", room).then().body("archived", equalTo(true));
    }

    @Test
    void administratorCannotSeePrivateRooms() {
        var closed = mira.makesRoom("private");
        var ada = TestUser.called("ada");
        AdminActions.makesAdmin(ada);

        ada.asks().delete("/api/rooms/{id}", closed).then().statusCode(404);

        mira.asks().get("/api/rooms/{id}", closed).then().body("archived", equalTo(false));
    }

    @Test
    void ownerRestoresTheRoomForItsMembers() {
        try (var tomSocket = tom.opensSocket()) {
            archive(mira).then().statusCode(204);
            assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);

            restore(mira, Map.of("archived", false)).then().statusCode(200).body("archived", equalTo(false));

            assertThat(tomSocket.receive("room").getLong("room.id")).isEqualTo(room);
            mira.posts(room, "in use again");
            assertThat(tomSocket.receive("message").getString("message.body")).isEqualTo("in use again");
        }
    }

    @Test
    void onlyOwnersAndAdministratorsRestore() {
        archive(mira).then().statusCode(204);

        restore(tom, Map.of("archived", false)).then().statusCode(403);
        AdminActions.makesAdmin(tom);
        restore(tom, Map.of("archived", false)).then().statusCode(200);
    }

    @Test
    void restoringWithATakenNameNeedsAnotherName() {
        var name = roomName();
        archive(mira).then().statusCode(204);
        tom.sends(Map.of("name", name)).post("/api/rooms").then().statusCode(201);

        isConflict(restore(mira, Map.of("archived", false)));
        restore(mira, Map.of("archived", false, "name", name + " again"))
                .then()
                .statusCode(200)
                .body("name", equalTo(name + " again"))
                .body("archived", equalTo(false));
    }

    @Test
    void roomUpdateCanArchive() {
        restore(tom, Map.of("archived", true)).then().statusCode(403);

        restore(mira, Map.of("archived", true, "topic", "the last word"))
                .then()
                .statusCode(200)
                .body("archived", equalTo(true))
                .body("topic", equalTo("the last word"));
        restore(mira, Map.of("archived", true)).then().statusCode(200);
    }

    @Test
    void membersFindTheArchivedRoom() {
        var name = roomName();
        archive(mira).then().statusCode(204);

        assertThat(tom.reads("/api/rooms?archived=true").getList("items.name")).containsExactly(name);
        assertThat(tom.reads("/api/rooms?archived=true&q=nothing-like-it").getList("items"))
                .isEmpty();
        assertThat(TestUser.called("eve")
                        .reads("/api/rooms?archived=true&q={name}", name)
                        .getList("items"))
                .isEmpty();
    }

    private Response restore(TestUser person, Map<String, ?> change) {
        return person.sends(change).patch("/api/rooms/{id}", room);
    }

    private Response archive(TestUser person) {
        return person.asks().delete("/api/rooms/{id}", room);
    }

    private String roomName() {
        return mira.reads("/api/rooms/{id}", room).getString("name");
    }

    private static int countListed(TestUser viewer, String name, boolean mine) {
        return viewer.reads("/api/rooms?q={name}&mine={mine}", name, mine)
                .getList("items")
                .size();
    }

    private static void isConflict(Response response) {
        response.then().statusCode(409).contentType(Problem.MEDIA_TYPE).body("status", equalTo(409));
    }
}
