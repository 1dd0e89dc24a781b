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
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        tomSocket = tom.openSocket();
    }

    @Test
    void invitedAccountReceivesTheRoomBeforeItsMessages() {
        var room = mira.createRoom("private");
        mira.post(room, "before Tom");

        mira.invite(room, tom);
        var given = tomSocket.receive("room");
        mira.post(room, "after");

        assertThat(given.getMap("room"))
                .containsEntry("id", (int) room)
                .containsEntry("kind", "private")
                .containsEntry("member", true)
                .containsEntry("seq", 1)
                .containsEntry("unread", 0)
                .containsOnlyKeys(
                        tom.get("/api/rooms/{id}", room).getMap("$").keySet().toArray());
        assertThat(tomSocket.receiveMessages(room, 1).get(0).getLong("version")).isEqualTo(2);
    }

    @Test
    void joiningStartsReceiving() {
        var room = mira.createRoom("public");

        tom.join(room);
        assertThat(tomSocket.receive("room").getBoolean("room.member")).isTrue();
        mira.post(room, "welcome");

        assertThat(tomSocket.receiveMessages(room, 1).get(0).getString("message.body"))
                .isEqualTo("welcome");
    }

    @Test
    void postingToAPublicRoomJoinsAndReceives() {
        var room = mira.createRoom("public");

        tom.post(room, "hello, I am new");
        tomSocket.receive("room");
        mira.post(room, "welcome");

        tomSocket.receive("message", frame -> frame.getString("message.body").equals("welcome"));
    }

    @Test
    void directRoomIsSentToBoth() {
        try (var miraSocket = mira.openSocket()) {
            var room = mira.openDirect(tom);

            assertThat(tomSocket.receive("room").getString("room.with")).isEqualTo(mira.username());
            assertThat(miraSocket.receive("room").getString("room.with")).isEqualTo(tom.username());
            mira.post(room, "between us");
            tomSocket.receiveMessages(room, 1);
        }
    }

    @Test
    void leavingStopsReceiving() {
        var room = createRoomWithMembers("public");

        tom.leave(room);
        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        mira.post(room, "behind Tom's back");

        tomSocket.assertNotReceived("message");
    }

    @Test
    void removalStopsReceiving() {
        var room = createRoomWithMembers("private");

        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);
        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        mira.post(room, "behind Tom's back");

        tomSocket.assertNotReceived("message");
    }

    @Test
    void archivingUnsubscribesEveryone() {
        var room = createRoomWithMembers("public");

        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(tomSocket.receive("left").getLong("room")).isEqualTo(room);
        assertThat(tom.openSocket().ready().getList("rooms")).isEmpty();
    }

    @Test
    void roomChangesAreSentToItsMembers() {
        var room = createRoomWithMembers("public");

        mira.requestWith(Map.of("topic", "Something new"))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);

        assertThat(tomSocket.receive("room").getString("room.topic")).isEqualTo("Something new");
    }

    @Test
    void membersAreNotifiedOfMemberChanges() {
        var room = createRoomWithMembers("private");
        tomSocket.receivePending();
        var eve = TestUser.create("eve");

        mira.invite(room, eve);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(200);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);
        eve.leave(room);
        assertThat(tomSocket.receive("members").getLong("room")).isEqualTo(room);

        mira.createRoom("private");
        tomSocket.assertNotReceived("members");
    }

    /** The socket ends in the state of the database whatever the order of the notifications. */
    @Test
    void rapidJoinsAndLeavesEndInTheCorrectState() {
        var room = mira.createRoom("public");
        IntStream.range(0, 12)
                .mapToObj(number -> Concurrently.runAsync(() -> {
                    if (number % 2 == 0) {
                        tom.join(room);
                    } else {
                        tom.leave(room);
                    }
                }))
                .toList()
                .forEach(CompletableFuture::join);
        tom.join(room);
        tom.leave(room);
        tom.join(room);

        mira.post(room, "are you in?");

        tomSocket.receiveMessages(room, 1);
    }

    private long createRoomWithMembers(String kind) {
        var room = mira.createRoom(kind);
        mira.invite(room, tom);
        tomSocket.receive("room");
        return room;
    }
}
