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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.makesRoom("public");
    }

    @Test
    void anyoneJoinsAPublicRoom() {
        tom.asks()
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
        tom.joins(room);
        mira.posts(room, "hello");

        tom.joins(room);

        mira.joins(room);
        assertThat(unread(tom)).as("joining does not mark read").isEqualTo(1);
        assertThat(role(mira)).isEqualTo("owner");
        assertThat(members()).hasSize(2);
    }

    @Test
    void newMemberHasNothingUnread() {
        mira.posts(room, 3);

        tom.joins(room);

        tom.asks()
                .get("/api/rooms/{id}", room)
                .then()
                .body("lastRead", equalTo(3))
                .body("unread", equalTo(0));
        mira.posts(room, "hello");
        assertThat(unread(tom)).isEqualTo(1);
    }

    @Test
    void privateRoomCannotBeJoined() {
        var closed = mira.makesRoom("private");

        tom.asks()
                .put("/api/rooms/{id}/membership", closed)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);

        mira.invites(closed, tom);
        tom.joins(closed);
    }

    @Test
    void formerMemberLosesAccess() {
        tom.joins(room);

        tom.leaves(room);

        tom.asks()
                .get("/api/rooms/{id}", room)
                .then()
                .body("member", equalTo(false))
                .body("role", nullValue());
        assertThat(members()).containsExactly(mira.username());
    }

    @Test
    void leavingIsIdempotent() {
        tom.joins(room);
        tom.leaves(room);

        tom.leaves(room);

        assertThat(members()).containsExactly(mira.username());
    }

    @Test
    void directRoomCannotBeLeft() {
        var direct = mira.opensDirect(tom);

        mira.asks()
                .delete("/api/rooms/{id}/membership", direct)
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE);

        mira.asks().get("/api/rooms/{id}", direct).then().body("member", equalTo(true));
    }

    private String role(TestUser person) {
        return person.reads("/api/rooms/{id}", room).getString("role");
    }

    private long unread(TestUser person) {
        return person.reads("/api/rooms/{id}", room).getLong("unread");
    }

    private List<String> members() {
        return mira.reads("/api/rooms/{id}/members", room).getList("items.username");
    }
}
