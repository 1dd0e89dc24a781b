package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.RoomFollower;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class DeleteTest {

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private long room;

    @BeforeEach
    void createRoomWithThreeMembers() {
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        eve = TestUser.called("eve");
        room = mira.makesRoom("public");
        tom.joins(room);
        eve.joins(room);
    }

    @Test
    void deletedMessageKeepsOnlyItsPosition() {
        var seq = tom.posts(room, "I regret this, @" + mira.username());
        tom.edits(room, seq, "I regret that, @" + mira.username()).then().statusCode(200);
        eve.reacts(room, seq, "👍").then().statusCode(200);
        mira.pins(room, seq).then().statusCode(200);

        tom.deletes(room, seq).then().statusCode(204);

        var left = eve.message(room, seq);
        assertThat(left.getBoolean("deleted")).isTrue();
        assertThat(left.getString("body")).isEmpty();
        assertThat(left.getString("html")).isEmpty();
        assertThat(left.getList("mentions")).isEmpty();
        assertThat(left.getList("reactions")).isEmpty();
        assertThat(left.getBoolean("pinned")).isFalse();
        eve.asks()
                .get("/api/rooms/{id}/messages/{seq}/versions", room, seq)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        assertThat(eve.posts(room, "next")).isEqualTo(seq + 1);
    }

    @Test
    void everyoneReceivesTheDeletionOnce() {
        var seq = tom.posts(room, "gone soon");
        try (var follower = RoomFollower.of(eve, room)) {
            follower.verify(() -> tom.deletes(room, seq).then().statusCode(204));
        }
        var version = tom.reads("/api/rooms/{id}", room).getLong("version");

        tom.deletes(room, seq).then().statusCode(204);

        assertThat(tom.reads("/api/rooms/{id}", room).getLong("version")).isEqualTo(version);
    }

    @Test
    void moderatorsDeleteMessagesOfOthersAndTheAuditLogRecordsIt() {
        mira.sends(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        tom.deletes(room, eve.posts(room, "one")).then().statusCode(204);
        mira.deletes(room, tom.posts(room, "two")).then().statusCode(204);
        var admin = createAdministrator();
        admin.deletes(room, eve.posts(room, "three")).then().statusCode(204);

        admin.asks()
                .get("/api/admin/audit?act=message-deleted&who={name}", tom.username())
                .then()
                .statusCode(200)
                .body("items.actor", equalTo(List.of(mira.username(), tom.username())))
                .body("items[0].subject", containsString("message 2 by " + tom.username()))
                .body("items[1].subject", containsString("message 1 by " + eve.username()));
    }

    @Test
    void membersCannotDeleteMessagesOfOthers() {
        var seq = tom.posts(room, "mine");

        eve.deletes(room, seq).then().statusCode(403);
        TestUser.called("adam").deletes(room, seq).then().statusCode(403);
        eve.deletes(room, 99).then().statusCode(404);

        eve.asks().get("/api/rooms/{id}/messages/{seq}", room, seq).then().body("body", equalTo("mine"));
    }

    @Test
    void administratorCannotDeleteInInvisibleRooms() {
        var secret = mira.makesRoom("private");
        var seq = mira.posts(secret, "between us");

        createAdministrator().deletes(secret, seq).then().statusCode(404);
    }

    private static TestUser createAdministrator() {
        var adam = TestUser.called("adam");
        AdminActions.makesAdmin(adam);
        return adam;
    }
}
