package chat.parley.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.RoomFollower;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MentionTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
    }

    @Test
    void eachNamedUserIsMentionedOnce() {
        var seq = mira.post(
                room,
                "@%s and @%s, or @%s?"
                        .formatted(
                                tom.username(), mira.username(), tom.username().toUpperCase()));

        assertThat(mentions(seq)).containsExactly(tom.username(), mira.username());
        assertThat(mira.message(room, seq).getString("html")).contains("data-mentions=\"" + tom.username() + "\"");
    }

    @Test
    void unknownUserIsNotMentioned() {
        assertThat(mentions(mira.post(room, "@nobody-at-all, mail tom@example.org")))
                .isEmpty();
    }

    @Test
    void mentioningEveryoneRequiresThePermission() {
        assertThat(mentions(mira.post(room, "@room, cake!"))).containsExactly("room");
        assertThat(mentions(tom.post(room, "@room, me too!"))).isEmpty();
        assertThat(mentions(TestUser.create("eve").post(room, "@room, and me!")))
                .isEmpty();
    }

    @Test
    void roomIsAReservedUsername() {
        TestUser.signUp(Map.of("username", "Room", "password", TestUser.PASSWORD))
                .then()
                .statusCode(409);
    }

    @Test
    void editUpdatesTheMentions() {
        var seq = mira.post(room, "@" + tom.username());

        try (var follower = RoomFollower.of(tom, room)) {
            follower.verify(
                    () -> mira.edit(room, seq, "@" + mira.username()).then().statusCode(200));
        }

        assertThat(mentions(seq)).containsExactly(mira.username());
    }

    @Test
    void emojiShortcodesAreStoredAndRendered() {
        mira.tryToPost(room, "well done :tada:", "one")
                .then()
                .body("body", containsString(":tada:"))
                .body("html", containsString("&#x1f389;"));
    }

    private List<String> mentions(long seq) {
        return tom.message(room, seq).getList("mentions");
    }
}
