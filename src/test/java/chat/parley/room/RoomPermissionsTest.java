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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
    }

    @Test
    void roomCarriesThePermissionsOfTheRole() {
        var room = mira.makesRoom("public");

        assertThat(permissions(mira, room)).containsExactly(OWNER);
        assertThat(permissions(tom, room)).containsExactly("join", "post");
        tom.joins(room);
        assertThat(permissions(tom, room)).containsExactly(MEMBER);
        assignRole(room, "moderator");
        assertThat(permissions(tom, room)).containsExactly(MODERATOR);
    }

    @Test
    void listsOfRoomsCarryThemToo() {
        var room = mira.makesRoom("public");
        var found = "items.find { it.id == %d }.permissions".formatted(room);

        assertThat(mira.reads("/api/rooms?mine=true").<String>getList(found)).containsExactly(OWNER);
        var name = mira.reads("/api/rooms/{id}", room).getString("name");
        assertThat(tom.reads("/api/rooms?q={name}", name).<String>getList(found))
                .containsExactly("join", "post");
    }

    @Test
    void conversationsHaveNoOwners() {
        var direct = mira.opensDirect(tom);
        var several = mira.sends(Map.of(
                        "with", List.of(tom.username(), TestUser.called("ana").username())))
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
        var room = mira.makesRoom("public");
        tom.joins(room);

        mira.asks().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(permissions(mira, room)).containsExactly("leave", "remove-members", "remove-owners", "restore");
        assertThat(permissions(tom, room)).containsExactly("leave");
        assertThat(permissions(TestUser.called("ana"), room)).isEmpty();
    }

    @Test
    void administratorsHaveTheirsInRoomsThatTheySee() {
        var open = mira.makesRoom("public");
        var direct = mira.opensDirect(tom);
        AdminActions.makesAdmin(tom);
        var asAdministrator = TestUser.signsIn(tom.username());

        assertThat(permissions(asAdministrator, open))
                .containsExactly("join", "post", "edit-room", "archive", "delete-messages");
        assertThat(permissions(asAdministrator, direct))
                .containsExactly("post", "react", "delete-messages", "pin", "mention-all");
    }

    @Test
    void socketSendsThemWithEachRoomAndWithTheEndOfAMembership() {
        var open = mira.makesRoom("public");
        var closed = mira.makesRoom("private");
        try (var socket = tom.opensSocket()) {
            tom.joins(open);
            assertThat(socket.receive("room").<String>getList("room.permissions"))
                    .containsExactly(MEMBER);
            assignRole(open, "moderator");
            assertThat(socket.receive("room").<String>getList("room.permissions"))
                    .containsExactly(MODERATOR);
            tom.leaves(open);
            assertThat(socket.receive("left").<String>getList("permissions")).containsExactly("join", "post");

            mira.invites(closed, tom);
            socket.receive("room");
            tom.leaves(closed);
            assertThat(socket.receive("left").<String>getList("permissions")).isEmpty();
        }
    }

    @Test
    void pageOfTheRoomCarriesThem() {
        var room = mira.makesRoom("public");

        assertThat(tom.asks().get("/rooms/{id}", room).asString()).contains("data-permissions=\"join post\"");
        tom.joins(room);
        assertThat(tom.asks().get("/rooms/{id}", room).asString()).contains("data-permissions=\"post react leave\"");
    }

    private void assignRole(long room, String role) {
        mira.sends(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
    }

    private static List<String> permissions(TestUser person, long room) {
        return person.reads("/api/rooms/{id}", room).getList("permissions");
    }
}
