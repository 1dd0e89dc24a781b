package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class UnreadMentionsTest {

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
    void containsUnreadMentionsOfTheReaderAndOfEveryone() {
        mira.post(room, "nobody");
        mira.post(room, "@" + tom.username());
        mira.post(room, "@" + mira.username());
        mira.post(room, "@room");

        assertThat(mentionedAt(tom)).containsExactly(2, 4);
        assertThat(tom.get("/api/rooms?mine=true").getList("items[0].mentionedAt"))
                .containsExactly(2, 4);
        assertThat(mentionedAt(mira)).as("one's own").isEmpty();
    }

    @Test
    void followsTheReadPosition() {
        mira.post(room, "@" + tom.username());
        mira.post(room, "@" + tom.username() + " again");

        try (var phone = tom.signInAgain().openSocket()) {
            assertThat(phone.ready().<List<Integer>>getList("rooms.mentionedAt"))
                    .containsExactly(List.of(1, 2));
            tom.markRead(room, 1);
            assertThat(phone.receive("read").getList("mentionedAt")).containsExactly(2);
        }
        tom.markRead(room, 2);
        assertThat(mentionedAt(tom)).isEmpty();
        tom.requestWith("{\"seq\":1}")
                .put("/api/rooms/{id}/unread", room)
                .then()
                .statusCode(200);
        assertThat(mentionedAt(tom)).containsExactly(1, 2);
    }

    @Test
    void followsEditsAndDeletions() {
        mira.post(room, "@" + tom.username());
        mira.post(room, "nobody");
        mira.post(room, "@" + tom.username());

        mira.edit(room, 1, "not you");
        mira.edit(room, 2, "but you, @" + tom.username());
        mira.delete(room, 3);

        assertThat(mentionedAt(tom)).containsExactly(2);
    }

    @Test
    void isIndependentOfMentionsOfOthers() {
        mira.post(room, "@" + tom.username());
        for (var number = 0; number < 220; number++) {
            mira.post(room, "@" + mira.username());
        }

        assertThat(mentionedAt(tom)).containsExactly(1);
        assertThat(tom.get("/api/rooms?mine=true").getList("items[0].mentionedAt"))
                .containsExactly(1);
    }

    @Test
    void deletedMessageIsNeitherUnreadNorAMention() {
        mira.post(room, "@" + tom.username());
        mira.post(room, "hello");
        tom.post(room, "own");
        mira.post(room, "@room");

        mira.delete(room, 2).then().statusCode(204);
        mira.delete(room, 4).then().statusCode(204);
        tom.delete(room, 3).then().statusCode(204);

        assertThat(tom.get("/api/rooms/{id}", room).getInt("unread")).isOne();
        assertThat(tom.get("/api/rooms?mine=true").getInt("items[0].unread")).isOne();
        assertThat(mentionedAt(tom)).containsExactly(1);
        try (var phone = tom.signInAgain().openSocket()) {
            assertThat(phone.ready().<Integer>getList("rooms.unread")).containsExactly(1);
        }
    }

    @Test
    void isEmptyForNonMembers() {
        var open = mira.createRoom("public");
        mira.post(open, "@" + tom.username());

        assertThat(tom.get("/api/rooms/{id}", open).getList("mentionedAt")).isEmpty();
    }

    private List<Integer> mentionedAt(TestUser person) {
        return person.get("/api/rooms/{id}", room).getList("mentionedAt");
    }
}
