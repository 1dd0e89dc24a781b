package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.RoomFollower;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ReactionTest {

    private static final List<String> TWENTY_EMOJI = List.of(
            "👍", "👎", "😀", "😄", "🎉", "🚀", "👀", "🔥", "💯", "🙏", "😂", "😢", "😮", "😡", "🤔", "👏", "🍰", "🌈",
            "🐢", "🦊");

    private TestUser mira;
    private TestUser tom;
    private long room;
    private long seq;

    @BeforeEach
    void postMessage() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
        seq = mira.post(room, "Cake in the kitchen");
    }

    @Test
    void reactionsAreGroupedInOrder() {
        tom.react(room, seq, "🍰").then().statusCode(200);
        mira.react(room, seq, "🎉").then().statusCode(200);
        mira.react(room, seq, "🍰")
                .then()
                .statusCode(200)
                .body("reactions.emoji", contains("🍰", "🎉"))
                .body("reactions[0].users", contains(tom.username(), mira.username()))
                .body("reactions[1].users", contains(mira.username()));

        assertThat(tom.get("/api/rooms/{id}/messages", room).getList("items[0].reactions"))
                .isEqualTo(tom.message(room, seq).getList("reactions"));
    }

    @Test
    void reactingIsIdempotentAndOnlyChangesAreVersions() {
        tom.react(room, seq, "👍").then().statusCode(200).body("version", equalTo(2));
        tom.react(room, seq, "👍")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("reactions", hasSize(1));
        tom.removeReaction(room, seq, "👍")
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("reactions", hasSize(0));
        tom.removeReaction(room, seq, "👍").then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void everyoneReceivesReactions() {
        try (var follower = RoomFollower.of(mira, room)) {
            follower.verify(() -> tom.react(room, seq, "👍").then().statusCode(200));
            follower.verify(() -> mira.react(room, seq, "👍").then().statusCode(200));
            follower.verify(() -> tom.removeReaction(room, seq, "👍").then().statusCode(200));
        }
    }

    @Test
    void equivalentEmojiAreTheSame() {
        tom.react(room, seq, "❤").then().statusCode(200);

        mira.react(room, seq, "❤️")
                .then()
                .statusCode(200)
                .body("reactions", hasSize(1))
                .body("reactions[0].users", hasSize(2));
        tom.removeReaction(room, seq, "❤️")
                .then()
                .statusCode(200)
                .body("reactions[0].users", contains(mira.username()));
    }

    @Test
    void messageHasAtMostTwentyDifferentReactions() {
        TWENTY_EMOJI.forEach(emoji -> tom.react(room, seq, emoji).then().statusCode(200));

        tom.react(room, seq, "🐙").then().statusCode(409);

        mira.react(room, seq, "👍").then().statusCode(200).body("reactions", hasSize(20));
    }

    /** Two requests try to add the twentieth reaction; one locks the room first. Cannot prove that both never succeed; fails if neither waits. */
    @Test
    void concurrentReactionsRespectTheLimit() {
        var all = IntStream.range(0, 30)
                .mapToObj(turn -> Concurrently.supplyAsync(() -> tom.react(
                                room,
                                seq,
                                turn < 20
                                        ? TWENTY_EMOJI.get(turn)
                                        : List.of("🐙", "🐝", "🐞", "🐟", "🐠", "🐡", "🐢", "🐣", "🐤", "🐥")
                                                .get(turn - 20))
                        .statusCode()))
                .toList();
        all.forEach(response -> assertThat(response.join()).isIn(200, 409));

        assertThat(tom.message(room, seq).getList("reactions")).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ":+1:", "👍👍", "<b>", "%", "' or 1=1"})
    void invalidEmojiIsRejected(String text) {
        tom.react(room, seq, text).then().statusCode(400).body("violations.field", hasItem("emoji"));
        tom.removeReaction(room, seq, text).then().statusCode(400);
    }

    @Test
    void onlyMembersReact() {
        TestUser.create("eve").react(room, seq, "👍").then().statusCode(403);

        tom.react(room, 99, "👍").then().statusCode(404);
        mira.delete(room, seq).then().statusCode(204);
        tom.react(room, seq, "👍").then().statusCode(409);
    }
}
