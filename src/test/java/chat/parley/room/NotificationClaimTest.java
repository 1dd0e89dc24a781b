package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** Only one of Mira's devices may show a notification of a message from Tom. */
@QuarkusTest
class NotificationClaimTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createConversation() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.openDirect(tom);
    }

    @Test
    void firstClaimSucceedsAndLaterOnesFail() {
        tom.post(room, 2);

        assertThat(claim(mira, 1)).isTrue();
        assertThat(claim(mira.signInAgain(), 1)).isFalse();
        assertThat(claim(mira.signInAgain(), 2)).isTrue();
        assertThat(claim(mira, 1)).as("one before it, later").isFalse();
    }

    @Test
    void concurrentClaimsSucceedOnce() {
        tom.post(room, "hello");

        var requests = IntStream.range(0, 20)
                .mapToObj(device -> Concurrently.supplyAsync(() -> claim(mira, 1)))
                .toList();

        assertThat(requests)
                .extracting(CompletableFuture::join)
                .containsOnlyOnce(true)
                .hasSize(20);
    }

    @Test
    void readMessageCannotBeClaimed() {
        tom.post(room, "hello");
        mira.markRead(room, 1);

        assertThat(claim(mira, 1)).isFalse();
    }

    @Test
    void claimsArePerAccount() {
        var all = mira.createRoom("public");
        tom.join(all);
        TestUser.create("eve").post(all, "hello");

        assertThat(claim(mira, all, 1)).isTrue();
        assertThat(claim(tom, all, 1)).isTrue();
    }

    @Test
    void missingMessageCannotBeClaimed() {
        assertThat(claim(mira, 1)).isFalse();
        tom.post(room, "hello");
        assertThat(claim(mira, 1)).as("now that it is").isTrue();
    }

    @Test
    void nonMemberCannotClaim() {
        var all = tom.createRoom("public");
        tom.post(all, "hello");

        assertThat(claim(mira, all, 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void invalidPositionIsRejected(long seq) {
        mira.requestWith(Map.of("seq", seq))
                .put("/api/rooms/{id}/told", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("seq"));
    }

    private boolean claim(TestUser device, long seq) {
        return claim(device, room, seq);
    }

    private static boolean claim(TestUser device, long room, long seq) {
        return device.requestWith(Map.of("seq", seq))
                .put("/api/rooms/{id}/told", room)
                .then()
                .statusCode(200)
                .extract()
                .path("first");
    }
}
