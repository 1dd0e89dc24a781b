package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;

/** Joining and leaving rooms. */
@QuarkusTest
class MembershipTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
    }

    @Test
    void anyoneJoinsAPublicRoom() {
        tom.request()
                .put("/api/rooms/{id}/membership", room)
                .then()
                .statusCode(200)
                .body("id", equalTo((int) room))
                .body("member", equalTo(true))
                .body("role", equalTo("member"));

        assertThat(members()).containsExactlyInAnyOrder(mira.username(), tom.username());
    }

    @Test
    void joiningAgainChangesNothing() {
        tom.join(room);
        mira.post(room, "hello");

        tom.join(room);

        mira.join(room);
        assertThat(unread(tom)).as("joining does not mark read").isEqualTo(1);
        assertThat(role(mira)).isEqualTo("owner");
        assertThat(members()).hasSize(2);
    }

    @Test
    void newMemberHasNothingUnread() {
        mira.post(room, 3);

        tom.join(room);

        tom.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("lastRead", equalTo(3))
                .body("unread", equalTo(0));
        mira.post(room, "hello");
        assertThat(unread(tom)).isEqualTo(1);
    }

    @Test
    void privateRoomCannotBeJoined() {
        var closed = mira.createRoom("private");

        tom.request()
                .put("/api/rooms/{id}/membership", closed)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);

        mira.invite(closed, tom);
        tom.join(closed);
    }

    @Test
    void formerMemberLosesAccess() {
        tom.join(room);

        tom.leave(room);

        tom.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("member", equalTo(false))
                .body("role", nullValue());
        assertThat(members()).containsExactly(mira.username());
    }

    @Test
    void leavingIsIdempotent() {
        tom.join(room);
        tom.leave(room);

        tom.leave(room);

        assertThat(members()).containsExactly(mira.username());
    }

    @Test
    void directRoomCannotBeLeft() {
        var direct = mira.openDirect(tom);

        mira.request()
                .delete("/api/rooms/{id}/membership", direct)
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE);

        mira.request().get("/api/rooms/{id}", direct).then().body("member", equalTo(true));
    }

    private String role(TestUser person) {
        return person.get("/api/rooms/{id}", room).getString("role");
    }

    private long unread(TestUser person) {
        return person.get("/api/rooms/{id}", room).getLong("unread");
    }

    private List<String> members() {
        return mira.get("/api/rooms/{id}/members", room).getList("items.username");
    }
}
