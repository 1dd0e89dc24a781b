package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.RoomFollower;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PinTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void pinsAreListedNewestFirst() {
        mira.post(room, 3);
        mira.pin(room, 3).then().statusCode(200).body("pinned", equalTo(true)).body("version", equalTo(4));
        mira.pin(room, 1).then().statusCode(200);

        tom.request().get("/api/rooms/{id}/pins", room).then().statusCode(200).body("items.seq", contains(1, 3));

        mira.request()
                .delete("/api/rooms/{id}/messages/3/pin", room)
                .then()
                .statusCode(200)
                .body("pinned", equalTo(false));
        tom.request().get("/api/rooms/{id}/pins", room).then().body("items.seq", contains(1));
    }

    @Test
    void everyoneReceivesPinChanges() {
        var seq = tom.post(room, "The door code is new");
        try (var follower = RoomFollower.of(tom, room)) {
            follower.verify(() -> mira.pin(room, seq).then().statusCode(200));
            follower.verify(() -> mira.request()
                    .delete("/api/rooms/{id}/messages/{seq}/pin", room, seq)
                    .then()
                    .statusCode(200));
        }
    }

    @Test
    void pinningAndUnpinningAreIdempotent() {
        var seq = mira.post(room, "once");
        mira.pin(room, seq);
        mira.pin(room, seq).then().statusCode(200).body("version", equalTo(2));

        assertThat(mira.get("/api/rooms/{id}/pins", room).getList("items")).hasSize(1);
    }

    @Test
    void onlyModeratorsPin() {
        var seq = tom.post(room, "me, me");

        tom.pin(room, seq).then().statusCode(403);
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        tom.pin(room, seq).then().statusCode(200);
    }

    @Test
    void bothPeopleOfADirectRoomPin() {
        var direct = mira.openDirect(tom);
        var seq = mira.post(direct, "Friday at eight");

        tom.pin(direct, seq).then().statusCode(200);
    }

    @Test
    void roomHasAtMostAHundredPins() {
        for (var seq = 1; seq <= 101; seq++) {
            mira.post(room, "message " + seq);
            mira.pin(room, seq).then().statusCode(seq <= 100 ? 200 : 409);
        }

        tom.request().get("/api/rooms/{id}/pins", room).then().body("items", hasSize(100));
    }
}
