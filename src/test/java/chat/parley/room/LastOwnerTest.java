package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.account.Account;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;

/** A room with members always has an owner. */
@QuarkusTest
class LastOwnerTest {

    @Inject
    MembershipService members;

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
    void longestServingModeratorSucceedsTheLastOwner() {
        var first = TestUser.create("eve");
        first.join(room);
        tom.join(room);
        var later = TestUser.create("ada");
        later.join(room);
        assignRole(later, "moderator");
        assignRole(tom, "moderator");

        mira.leave(room);

        assertThat(Stream.of(first, tom, later).map(this::roleOf)).containsExactly("member", "owner", "moderator");
    }

    @Test
    void longestServingMemberSucceedsWithoutModerators() {
        tom.join(room);
        var later = TestUser.create("ada");
        later.join(room);

        mira.leave(room);

        assertThat(Stream.of(tom, later).map(this::roleOf)).containsExactly("owner", "member");
    }

    @Test
    void ownerWhoIsNotTheLastHasNoSuccessor() {
        var eve = TestUser.create("eve");
        eve.join(room);
        tom.join(room);
        assignRole(tom, "owner");

        mira.leave(room);

        assertThat(Stream.of(eve, tom).map(this::roleOf)).containsExactly("member", "owner");
    }

    @Test
    void firstMemberOfAnEmptyRoomBecomesOwner() {
        mira.leave(room);

        tom.join(room);

        assertThat(roleOf(tom)).isEqualTo("owner");
        mira.join(room);
        assertThat(roleOf(mira)).isEqualTo("member");
    }

    @Test
    void firstPosterInAnEmptyRoomBecomesOwner() {
        mira.leave(room);

        tom.post(room, "anyone here?");

        assertThat(roleOf(tom)).isEqualTo("owner");
    }

    /** Tom leaves after Mira's transaction has selected the next owner and before it commits. */
    @Test
    void concurrentLeavesOfOwnersLeaveAnOwner() {
        tom.join(room);
        assignRole(tom, "owner");
        var eve = TestUser.create("eve");
        eve.join(room);

        var second = QuarkusTransaction.requiringNew().call(() -> {
            members.leave(Account.findByUsername(mira.username()).orElseThrow().id, room);
            var leaving = Concurrently.runAsync(() -> tom.leave(room));
            await().pollInSameThread().until(() -> leaving.isDone() || isLockAwaited());
            return leaving;
        });
        second.join();

        assertThat(roleOf(eve)).isEqualTo("owner");
    }

    private static boolean isLockAwaited() {
        return (boolean) Room.getEntityManager()
                .createNativeQuery("select exists (select 1 from pg_locks where not granted)", Boolean.class)
                .getSingleResult();
    }

    private void assignRole(TestUser person, String role) {
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, person.username())
                .then()
                .statusCode(200)
                .body("role", equalTo(role));
    }

    private String roleOf(TestUser person) {
        return person.get("/api/rooms/{id}", room).getString("role");
    }
}
