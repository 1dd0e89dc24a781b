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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.opensDirect(tom);
    }

    @Test
    void firstClaimSucceedsAndLaterOnesFail() {
        tom.posts(room, 2);

        assertThat(claim(mira, 1)).isTrue();
        assertThat(claim(mira.signsInAgain(), 1)).isFalse();
        assertThat(claim(mira.signsInAgain(), 2)).isTrue();
        assertThat(claim(mira, 1)).as("one before it, later").isFalse();
    }

    @Test
    void concurrentClaimsSucceedOnce() {
        tom.posts(room, "hello");

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
        tom.posts(room, "hello");
        mira.marksRead(room, 1);

        assertThat(claim(mira, 1)).isFalse();
    }

    @Test
    void claimsArePerAccount() {
        var all = mira.makesRoom("public");
        tom.joins(all);
        TestUser.called("eve").posts(all, "hello");

        assertThat(claim(mira, all, 1)).isTrue();
        assertThat(claim(tom, all, 1)).isTrue();
    }

    @Test
    void missingMessageCannotBeClaimed() {
        assertThat(claim(mira, 1)).isFalse();
        tom.posts(room, "hello");
        assertThat(claim(mira, 1)).as("now that it is").isTrue();
    }

    @Test
    void nonMemberCannotClaim() {
        var all = tom.makesRoom("public");
        tom.posts(all, "hello");

        assertThat(claim(mira, all, 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void invalidPositionIsRejected(long seq) {
        mira.sends(Map.of("seq", seq))
                .put("/api/rooms/{id}/told", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("seq"));
    }

    private boolean claim(TestUser device, long seq) {
        return claim(device, room, seq);
    }

    private static boolean claim(TestUser device, long room, long seq) {
        return device.sends(Map.of("seq", seq))
                .put("/api/rooms/{id}/told", room)
                .then()
                .statusCode(200)
                .extract()
                .path("first");
    }
}
