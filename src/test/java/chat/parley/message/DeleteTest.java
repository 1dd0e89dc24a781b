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
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        room = mira.createRoom("public");
        tom.join(room);
        eve.join(room);
    }

    @Test
    void deletedMessageKeepsOnlyItsPosition() {
        var seq = tom.post(room, "I regret this, @" + mira.username());
        tom.edit(room, seq, "I regret that, @" + mira.username()).then().statusCode(200);
        eve.react(room, seq, "👍").then().statusCode(200);
        mira.pin(room, seq).then().statusCode(200);

        tom.delete(room, seq).then().statusCode(204);

        var left = eve.message(room, seq);
        assertThat(left.getBoolean("deleted")).isTrue();
        assertThat(left.getString("body")).isEmpty();
        assertThat(left.getString("html")).isEmpty();
        assertThat(left.getList("mentions")).isEmpty();
        assertThat(left.getList("reactions")).isEmpty();
        assertThat(left.getBoolean("pinned")).isFalse();
        eve.request()
                .get("/api/rooms/{id}/messages/{seq}/versions", room, seq)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        assertThat(eve.post(room, "next")).isEqualTo(seq + 1);
    }

    @Test
    void everyoneReceivesTheDeletionOnce() {
        var seq = tom.post(room, "gone soon");
        try (var follower = RoomFollower.of(eve, room)) {
            follower.verify(() -> tom.delete(room, seq).then().statusCode(204));
        }
        var version = tom.get("/api/rooms/{id}", room).getLong("version");

        tom.delete(room, seq).then().statusCode(204);

        assertThat(tom.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(version);
    }

    @Test
    void moderatorsDeleteMessagesOfOthersAndTheAuditLogRecordsIt() {
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        tom.delete(room, eve.post(room, "one")).then().statusCode(204);
        mira.delete(room, tom.post(room, "two")).then().statusCode(204);
        var admin = createAdministrator();
        admin.delete(room, eve.post(room, "three")).then().statusCode(204);

        admin.request()
                .get("/api/admin/audit?act=message-deleted&who={name}", tom.username())
                .then()
                .statusCode(200)
                .body("items.actor", equalTo(List.of(mira.username(), tom.username())))
                .body("items[0].subject", containsString("message 2 by " + tom.username()))
                .body("items[1].subject", containsString("message 1 by " + eve.username()));
    }

    @Test
    void membersCannotDeleteMessagesOfOthers() {
        var seq = tom.post(room, "mine");

        eve.delete(room, seq).then().statusCode(403);
        TestUser.create("adam").delete(room, seq).then().statusCode(403);
        eve.delete(room, 99).then().statusCode(404);

        eve.request().get("/api/rooms/{id}/messages/{seq}", room, seq).then().body("body", equalTo("mine"));
    }

    @Test
    void administratorCannotDeleteInInvisibleRooms() {
        var secret = mira.createRoom("private");
        var seq = mira.post(secret, "between us");

        createAdministrator().delete(secret, seq).then().statusCode(404);
    }

    private static TestUser createAdministrator() {
        var adam = TestUser.create("adam");
        AdminActions.grantAdmin(adam);
        return adam;
    }
}
