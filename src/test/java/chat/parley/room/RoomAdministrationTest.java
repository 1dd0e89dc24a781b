package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Actions of administrators on rooms without being a member. */
@QuarkusTest
class RoomAdministrationTest {

    private TestUser admin;
    private TestUser mira;
    private long room;
    private String name;

    @BeforeEach
    void createPrivateRoomOfOthers() {
        admin = TestUser.create("admin");
        AdminActions.grantAdmin(admin);
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        name = mira.get("/api/rooms/{id}", room).getString("name");
        mira.post(room, "between us");
    }

    @Test
    void administratorsSeePrivateRoomsButNotTheirMessages() {
        var listed = admin.request()
                .get("/api/admin/rooms?q={q}", name.toUpperCase())
                .then()
                .statusCode(200)
                .extract();

        assertThat(listed.as(Json.class).getList("items.id", Long.class)).containsExactly(room);
        assertThat(listed.as(Json.class).getInt("items[0].members")).isEqualTo(1);
        assertThat(listed.as(Json.class).getInt("items[0].messages")).isEqualTo(1);
        assertThat(listed.asString()).doesNotContain("between us");
        admin.request().get("/api/rooms/{id}/messages", room).then().statusCode(404);
    }

    @Test
    void administratorsArchiveAndRestore() {
        setArchived(room, false).then().statusCode(204);
        setArchived(room, true).then().statusCode(204);
        mira.tryToPost(room, "too late", "late").then().statusCode(409);

        setArchived(room, false).then().statusCode(204);

        mira.post(room, "here again");
        assertThat(admin.get("/api/admin/audit?who={who}&limit=2", admin.username())
                        .getList("items.act"))
                .containsExactly("restored", "archived");
    }

    @Test
    void membersReceiveTheRestoredRoom() {
        setArchived(room, true).then().statusCode(204);
        try (var socket = mira.openSocket()) {

            setArchived(room, false).then().statusCode(204);

            assertThat(socket.receive("room").getLong("room.id")).isEqualTo(room);
        }
    }

    @Test
    void takenNamePreventsRestoring() {
        var open = mira.createRoom("public");
        var takenName = mira.get("/api/rooms/{id}", open).getString("name");
        setArchived(open, true).then().statusCode(204);
        mira.requestWith(Map.of("name", takenName)).post("/api/rooms").then().statusCode(201);

        setArchived(open, false).then().statusCode(409);

        mira.request().get("/api/rooms/{id}", open).then().body("archived", equalTo(true));
    }

    @Test
    void directRoomsAreNotListed() {
        var direct = mira.openDirect(TestUser.create("tom"));

        setArchived(direct, true).then().statusCode(404);
        assertThat(admin.get("/api/admin/rooms?limit=100").getList("items.id", Long.class))
                .contains(room)
                .doesNotContain(direct);
    }

    @Test
    void othersAreForbidden() {
        mira.request().get("/api/admin/rooms").then().statusCode(403);
        mira.requestWith(Map.of("archived", true))
                .patch("/api/admin/rooms/{id}", room)
                .then()
                .statusCode(403);
        mira.request()
                .formParam("act", "archive")
                .post("/admin/rooms/{id}", room)
                .then()
                .statusCode(403);

        mira.post(room, "still here");
    }

    private Response setArchived(long which, boolean archived) {
        return admin.requestWith(Map.of("archived", archived)).patch("/api/admin/rooms/{id}", which);
    }
}
