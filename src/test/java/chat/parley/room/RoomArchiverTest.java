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
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
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
        mira.post(room, "hello");

        archive(mira).then().statusCode(204);

        tom.request()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("archived", equalTo(true))
                .body("seq", equalTo(1));
        assertThat(tom.get("/api/rooms/{id}/messages", room).getString("items[0].body"))
                .isEqualTo("hello");
        assertThat(tom.get("/api/rooms/{id}/members", room).getList("items")).hasSize(2);
    }

    @Test
    void archivedRoomRejectsChanges() {
        mira.post(room, "hello");
        archive(mira).then().statusCode(204);

        isConflict(mira.tryToPost(room, "too late", "late"));
        isConflict(mira.requestWith(Map.of("topic", "too late")).patch("/api/rooms/{id}", room));
        isConflict(TestUser.create("eve").request().put("/api/rooms/{id}/membership", room));
        isConflict(mira.requestWith(Map.of())
                .put(
                        "/api/rooms/{id}/members/{name}",
                        room,
                        TestUser.create("eve").username()));
        assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isEqualTo(1);
    }

    @Test
    void archivingIsIdempotent() {
        archive(mira).then().statusCode(204);

        archive(mira).then().statusCode(204);
    }

    @Test
    void archivedNameCanBeReused() {
        var name = roomName();
        mira.requestWith(Map.of("name", name)).post("/api/rooms").then().statusCode(409);

        archive(mira).then().statusCode(204);

        mira.requestWith(Map.of("name", name)).post("/api/rooms").then().statusCode(201);
    }

    @Test
    void membersCanLeaveAnArchivedRoom() {
        archive(mira).then().statusCode(204);

        tom.leave(room);

        tom.request().get("/api/rooms/{id}", room).then().body("member", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"owner, 204", "moderator, 403", "member, 403"})
    void onlyAnOwnerArchives(String role, int status) {
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        archive(tom).then().statusCode(status);

        assertThat(mira.get("/api/rooms/{id}", room).getBoolean("archived")).isEqualTo(status == 204);
    }

    @Test
    void outsiderCannotArchive() {
        archive(TestUser.create("eve")).then().statusCode(403).contentType(Problem.MEDIA_TYPE);

        mira.post(room, "still in use");
    }

    @Test
    void administratorArchivesPublicRooms() {
        var ada = TestUser.create("ada");
        archive(ada).then().statusCode(403);

        AdminActions.grantAdmin(ada);

        archive(ada).then().statusCode(204);
        mira.request().get("/api/rooms/{id}", room).then().body("archived", equalTo(true));
    }

    @Test
    void administratorCannotSeePrivateRooms() {
        var closed = mira.createRoom("private");
        var ada = TestUser.create("ada");
        AdminActions.grantAdmin(ada);

        ada.request().delete("/api/rooms/{id}", closed).then().statusCode(404);

        mira.request().get("/api/rooms/{id}", closed).then().body("archived", equalTo(false));
    }

    @Test
    void ownerRestoresTheRoomForItsMembers() {
        try (var tomSocket = tom.openSocket()) {
            archive(mira).then().statusCode(204);
            assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);

            restore(mira, Map.of("archived", false)).then().statusCode(200).body("archived", equalTo(false));

            assertThat(tomSocket.receive("room").getLong("room.id")).isEqualTo(room);
            mira.post(room, "in use again");
            assertThat(tomSocket.receive("message").getString("message.body")).isEqualTo("in use again");
        }
    }

    @Test
    void onlyOwnersAndAdministratorsRestore() {
        archive(mira).then().statusCode(204);

        restore(tom, Map.of("archived", false)).then().statusCode(403);
        AdminActions.grantAdmin(tom);
        restore(tom, Map.of("archived", false)).then().statusCode(200);
    }

    @Test
    void restoringWithATakenNameNeedsAnotherName() {
        var name = roomName();
        archive(mira).then().statusCode(204);
        tom.requestWith(Map.of("name", name)).post("/api/rooms").then().statusCode(201);

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

        assertThat(tom.get("/api/rooms?archived=true").getList("items.name")).containsExactly(name);
        assertThat(tom.get("/api/rooms?archived=true&q=nothing-like-it").getList("items"))
                .isEmpty();
        assertThat(TestUser.create("eve")
                        .get("/api/rooms?archived=true&q={name}", name)
                        .getList("items"))
                .isEmpty();
    }

    private Response restore(TestUser person, Map<String, ?> change) {
        return person.requestWith(change).patch("/api/rooms/{id}", room);
    }

    private Response archive(TestUser person) {
        return person.request().delete("/api/rooms/{id}", room);
    }

    private String roomName() {
        return mira.get("/api/rooms/{id}", room).getString("name");
    }

    private static int countListed(TestUser viewer, String name, boolean mine) {
        return viewer.get("/api/rooms?q={name}&mine={mine}", name, mine)
                .getList("items")
                .size();
    }

    private static void isConflict(Response response) {
        response.then().statusCode(409).contentType(Problem.MEDIA_TYPE).body("status", equalTo(409));
    }
}
