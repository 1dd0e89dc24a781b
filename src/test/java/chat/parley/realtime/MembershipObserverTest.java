package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.TestSocket;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** An open socket follows exactly its user's rooms as soon as a membership changes. */
@QuarkusTest
class MembershipObserverTest {

    private TestUser mira;
    private TestUser tom;
    private TestSocket toms;

    @BeforeEach
    void openSocketOfTom() {
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        toms = tom.opensSocket();
    }

    @Test
    void invitedAccountReceivesTheRoomBeforeItsMessages() {
        var room = mira.makesRoom("private");
        mira.posts(room, "before Tom");

        mira.invites(room, tom);
        var given = toms.receive("room");
        mira.posts(room, "after");

        assertThat(given.getMap("room"))
                .containsEntry("id", (int) room)
                .containsEntry("kind", "private")
                .containsEntry("member", true)
                .containsEntry("seq", 1)
                .containsEntry("unread", 0)
                .containsOnlyKeys(
                        tom.reads("/api/rooms/{id}", room).getMap("$").keySet().toArray());
        assertThat(toms.receiveMessages(room, 1).get(0).getLong("version")).isEqualTo(2);
    }

    @Test
    void joiningStartsReceiving() {
        var room = mira.makesRoom("public");

        tom.joins(room);
        assertThat(toms.receive("room").getBoolean("room.member")).isTrue();
        mira.posts(room, "welcome");

        assertThat(toms.receiveMessages(room, 1).get(0).getString("message.body"))
                .isEqualTo("welcome");
    }

    @Test
    void postingToAPublicRoomJoinsAndReceives() {
        var room = mira.makesRoom("public");

        tom.posts(room, "hello, I am new");
        toms.receive("room");
        mira.posts(room, "welcome");

        toms.receive("message", frame -> frame.getString("message.body").equals("welcome"));
    }

    @Test
    void directRoomIsSentToBoth() {
        try (var miras = mira.opensSocket()) {
            var room = mira.opensDirect(tom);

            assertThat(toms.receive("room").getString("room.with")).isEqualTo(mira.username());
            assertThat(miras.receive("room").getString("room.with")).isEqualTo(tom.username());
            mira.posts(room, "between us");
            toms.receiveMessages(room, 1);
        }
    }

    @Test
    void leavingStopsReceiving() {
        var room = joined("public");

        tom.leaves(room);
        assertThat(toms.receive("left").getLong("room")).isEqualTo(room);
        mira.posts(room, "behind Tom's back");

        toms.receivesNo("message");
    }

    @Test
    void removalStopsReceiving() {
        var room = joined("private");

        mira.asks()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);
        assertThat(toms.receive("left").getLong("room")).isEqualTo(room);
        mira.posts(room, "behind Tom's back");

        toms.receivesNo("message");
    }

    @Test
    void archivingUnsubscribesEveryone() {
        var room = joined("public");

        mira.asks().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(toms.receive("left").getLong("room")).isEqualTo(room);
        assertThat(tom.opensSocket().ready().getList("rooms")).isEmpty();
    }

    @Test
    void roomChangesAreSentToItsMembers() {
        var room = joined("public");

        mira.sends(Map.of("topic", "Something new"))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);

        assertThat(toms.receive("room").getString("room.topic")).isEqualTo("Something new");
    }

    @Test
    void membersAreNotifiedOfMemberChanges() {
        var room = joined("private");
        toms.receiveUntilNow();
        var eve = TestUser.called("eve");

        mira.invites(room, eve);
        assertThat(toms.receive("members").getLong("room")).isEqualTo(room);
        mira.sends(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(200);
        assertThat(toms.receive("members").getLong("room")).isEqualTo(room);
        eve.leaves(room);
        assertThat(toms.receive("members").getLong("room")).isEqualTo(room);

        mira.makesRoom("private");
        toms.receivesNo("members");
    }

    /** The socket ends in the state of the database whatever the order of the notifications. */
    @Test
    void rapidJoinsAndLeavesEndInTheCorrectState() {
        var room = mira.makesRoom("public");
        IntStream.range(0, 12)
                .mapToObj(number -> Concurrently.runAsync(() -> {
                    if (number % 2 == 0) {
                        tom.joins(room);
                    } else {
                        tom.leaves(room);
                    }
                }))
                .toList()
                .forEach(CompletableFuture::join);
        tom.joins(room);
        tom.leaves(room);
        tom.joins(room);

        mira.posts(room, "are you in?");

        toms.receiveMessages(room, 1);
    }

    private long joined(String kind) {
        var room = mira.makesRoom(kind);
        mira.invites(room, tom);
        toms.receive("room");
        return room;
    }
}
