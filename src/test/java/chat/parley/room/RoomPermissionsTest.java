package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;

/** The permissions that a client receives for a room. {@link RoomPermissionTest} checks which role has which. */
@QuarkusTest
class RoomPermissionsTest {

    private static final String[] MEMBER = {"post", "react", "leave"};
    private static final String[] MODERATOR = {
        "post", "react", "leave", "invite", "invite-by-link", "remove-members", "delete-messages", "pin", "mention-all"
    };
    private static final String[] OWNER = {
        "post",
        "react",
        "leave",
        "invite",
        "invite-by-link",
        "remove-members",
        "remove-owners",
        "assign-roles",
        "edit-room",
        "archive",
        "delete-messages",
        "pin",
        "mention-all"
    };

    private TestUser mira;
    private TestUser tom;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
    }

    @Test
    void roomCarriesThePermissionsOfTheRole() {
        var room = mira.createRoom("public");

        assertThat(permissions(mira, room)).containsExactly(OWNER);
        assertThat(permissions(tom, room)).containsExactly("join", "post");
        tom.join(room);
        assertThat(permissions(tom, room)).containsExactly(MEMBER);
        assignRole(room, "moderator");
        assertThat(permissions(tom, room)).containsExactly(MODERATOR);
    }

    @Test
    void listsOfRoomsCarryThemToo() {
        var room = mira.createRoom("public");
        var found = "items.find { it.id == %d }.permissions".formatted(room);

        assertThat(mira.get("/api/rooms?mine=true").<String>getList(found)).containsExactly(OWNER);
        var name = mira.get("/api/rooms/{id}", room).getString("name");
        assertThat(tom.get("/api/rooms?q={name}", name).<String>getList(found)).containsExactly("join", "post");
    }

    @Test
    void conversationsHaveNoOwners() {
        var direct = mira.openDirect(tom);
        var several = mira.requestWith(Map.of(
                        "with", List.of(tom.username(), TestUser.create("ana").username())))
                .put("/api/conversations")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");

        assertThat(permissions(mira, direct)).containsExactly("post", "react", "pin", "mention-all");
        assertThat(permissions(tom, direct)).containsExactly("post", "react", "pin", "mention-all");
        assertThat(permissions(tom, several)).containsExactly("post", "react", "leave", "invite", "pin", "mention-all");
    }

    @Test
    void archivedRoomIsOnlyRestoredOrLeft() {
        var room = mira.createRoom("public");
        tom.join(room);

        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(permissions(mira, room)).containsExactly("leave", "remove-members", "remove-owners", "restore");
        assertThat(permissions(tom, room)).containsExactly("leave");
        assertThat(permissions(TestUser.create("ana"), room)).isEmpty();
    }

    @Test
    void administratorsHaveTheirsInRoomsThatTheySee() {
        var open = mira.createRoom("public");
        var direct = mira.openDirect(tom);
        AdminActions.grantAdmin(tom);
        var asAdministrator = TestUser.signIn(tom.username());

        assertThat(permissions(asAdministrator, open))
                .containsExactly("join", "post", "edit-room", "archive", "delete-messages");
        assertThat(permissions(asAdministrator, direct))
                .containsExactly("post", "react", "delete-messages", "pin", "mention-all");
    }

    @Test
    void socketSendsThemWithEachRoomAndWithTheEndOfAMembership() {
        var open = mira.createRoom("public");
        var closed = mira.createRoom("private");
        try (var socket = tom.openSocket()) {
            tom.join(open);
            assertThat(socket.receive("room").<String>getList("room.permissions"))
                    .containsExactly(MEMBER);
            assignRole(open, "moderator");
            assertThat(socket.receive("room").<String>getList("room.permissions"))
                    .containsExactly(MODERATOR);
            tom.leave(open);
            assertThat(socket.receive("left").<String>getList("permissions")).containsExactly("join", "post");

            mira.invite(closed, tom);
            socket.receive("room");
            tom.leave(closed);
            assertThat(socket.receive("left").<String>getList("permissions")).isEmpty();
        }
    }

    @Test
    void pageOfTheRoomCarriesThem() {
        var room = mira.createRoom("public");

        assertThat(tom.request().get("/rooms/{id}", room).asString()).contains("data-permissions=\"join post\"");
        tom.join(room);
        assertThat(tom.request().get("/rooms/{id}", room).asString()).contains("data-permissions=\"post react leave\"");
    }

    private void assignRole(long room, String role) {
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
    }

    private static List<String> permissions(TestUser person, long room) {
        return person.get("/api/rooms/{id}", room).getList("permissions");
    }
}
