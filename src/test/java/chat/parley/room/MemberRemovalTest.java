package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Removing a member from Mira's private room. */
@QuarkusTest
class MemberRemovalTest {

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private long room;

    @BeforeEach
    void createPrivateRoomOfThree() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        room = mira.createRoom("private");
        mira.invite(room, tom);
        mira.invite(room, eve);
    }

    @ParameterizedTest
    @CsvSource({
        "owner, member, 204",
        "owner, owner, 204",
        "moderator, member, 204",
        "moderator, moderator, 204",
        "moderator, owner, 403",
        "member, member, 403"
    })
    void higherRolesRemoveLowerRoles(String actor, String target, int status) {
        assignRole(tom, actor);
        assignRole(eve, target);
        eve.get("/api/rooms/{id}", room);

        remove(tom, eve).then().statusCode(status);

        eve.request().get("/api/rooms/{id}", room).then().statusCode(status == 204 ? 404 : 200);
    }

    @Test
    void removalIsIdempotent() {
        remove(mira, tom).then().statusCode(204);

        remove(mira, tom).then().statusCode(204);
    }

    @Test
    void outsiderCannotRemove() {
        var ada = TestUser.create("ada");
        remove(ada, tom).then().statusCode(404);

        var open = mira.createRoom("public");
        tom.join(open);
        ada.request()
                .delete("/api/rooms/{id}/members/{name}", open, tom.username())
                .then()
                .statusCode(403);
        tom.request().get("/api/rooms/{id}", open).then().body("member", equalTo(true));
    }

    @Test
    void everyMemberCanLeave() {
        remove(tom, tom).then().statusCode(204);

        tom.request().get("/api/rooms/{id}", room).then().statusCode(404);
    }

    @Test
    void unknownAccountCannotBeRemoved() {
        mira.request()
                .delete("/api/rooms/{id}/members/nobody-of-that-name", room)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void disabledAccountCanBeRemoved() {
        AdminActions.disable(tom);

        remove(mira, tom).then().statusCode(204);

        assertThat(mira.get("/api/rooms/{id}/members", room).getList("items.username"))
                .containsExactly(eve.username(), mira.username());
    }

    @Test
    void removedMemberCanBeInvitedAgain() {
        remove(mira, tom).then().statusCode(204);
        mira.post(room, "hello");

        mira.invite(room, tom);

        tom.request()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("role", equalTo("member"))
                .body("unread", equalTo(0));
    }

    private void assignRole(TestUser person, String role) {
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, person.username())
                .then()
                .statusCode(200);
    }

    private Response remove(TestUser actor, TestUser member) {
        return actor.request().delete("/api/rooms/{id}/members/{name}", room, member.username());
    }
}
