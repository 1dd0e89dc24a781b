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
    private TestSocket tomSocket;

    @BeforeEach
    void openSocketOfTom() {
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        tomSocket = tom.opensSocket();
    }

    @Test
    void invitedAccountReceivesTheRoomBeforeItsMessages() {
        var room = mira.makesRoom("private");
        mira.posts(room, "before Tom");

        mira.invites(room, tom);
        var given = tomSocket.receive("room");
        mira.posts(room, "after");

        assertThat(given.getMap("room"))
                .containsEntry("id", (int) room)
                .containsEntry("kind", "private")
                .containsEntry("member", true)
                .containsEntry("seq", 1)
                .containsEntry("unread", 0)
                .containsOnlyKeys(
                        tom.reads("/api/rooms/{id}", room).getMap("$").keySet().toArray());
        assertThat(tomSocket.receiveMessages(room, 1).get(0).getLong("version")).isEqualTo(2);
    }

    @Test
    void joiningStartsReceiving() {
        var room = mira.makesRoom("public");

        tom.joins(room);
        assertThat(tomSocket.receive("room").getBoolean("room.member")).isTrue();
        mira.posts(room, "welcome");

        assertThat(tomSocket.receiveMessages(room, 1).get(0).getString("message.body"))
                .isEqualTo("welcome");
    }

    @Test
    void postingToAPublicRoomJoinsAndReceives() {
        var room = mira.makesRoom("public");

        tom.posts(room, "hello, I am new");
        tomSocket.receive("room");
        mira.posts(room, "welcome");

        tomSocket.receive("message", frame -> frame.getString("message.body").equals("welcome"));
    }

    @Test
    void directRoomIsSentToBoth() {
        try (var miraSocket = mira.opensSocket()) {
            var room = mira.opensDirect(tom);

            assertThat(tomSocket.receive("room").getString("room.with")).isEqualTo(mira.username());
            assertThat(miraSocket.receive("room").getString("room.with")).isEqualTo(tom.username());
            mira.posts(room, "between us");
            tomSocket.receiveMessages(room, 1);
        }
    }

    @Test
    void leavingStopsReceiving() {
        var room = createRoomWithMembers("public");

        tom.leaves(room);
        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        mira.posts(room, "behind Tom's back");

        tomSocket.receivesNo("message");
    }

    @Test
    void removalStopsReceiving() {
        var room = createRoomWithMembers("private");

        mira.asks()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);
        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        mira.posts(room, "behind Tom's back");

        tomSocket.receivesNo("message");
    }

    @Test
    void archivingUnsubscribesEveryone() {
        var room = createRoomWithMembers("public");

        mira.asks().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        assertThat(tom.opensSocket().ready().getList("rooms")).isEmpty();
    }

    @Test
    void roomChangesAreSentToItsMembers() {
        var room = createRoomWithMembers("public");

        mira.sends(Map.of("topic", "Something new"))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);

        assertThat(tomSocket.receive("room").getString("room.topic")).isEqualTo("Something new");
    }

    @Test
    void membersAreNotifiedOfMemberChanges() {
        var room = createRoomWithMembers("private");
        tomSocket.receiveUntilNow();
        var eve = TestUser.called("eve");

        mira.invites(room, eve);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);
        mira.sends(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(200);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);
        eve.leaves(room);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);

        mira.makesRoom("private");
        tomSocket.receivesNo("members");
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

        tomSocket.receiveMessages(room, 1);
    }

    private long createRoomWithMembers(String kind) {
        var room = mira.makesRoom(kind);
        mira.invites(room, tom);
        tomSocket.receive("room");
        return room;
    }
}
