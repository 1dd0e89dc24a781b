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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.makesRoom("private");
        mira.invites(room, tom);
    }

    @Test
    void containsUnreadMentionsOfTheReaderAndOfEveryone() {
        mira.posts(room, "nobody");
        mira.posts(room, "@" + tom.username());
        mira.posts(room, "@" + mira.username());
        mira.posts(room, "@room");

        assertThat(mentionedAt(tom)).containsExactly(2, 4);
        assertThat(tom.reads("/api/rooms?mine=true").getList("items[0].mentionedAt"))
                .containsExactly(2, 4);
        assertThat(mentionedAt(mira)).as("one's own").isEmpty();
    }

    @Test
    void followsTheReadPosition() {
        mira.posts(room, "@" + tom.username());
        mira.posts(room, "@" + tom.username() + " again");

        try (var phone = tom.signsInAgain().opensSocket()) {
            assertThat(phone.ready().<List<Integer>>getList("rooms.mentionedAt"))
                    .containsExactly(List.of(1, 2));
            tom.marksRead(room, 1);
            assertThat(phone.receive("read").getList("mentionedAt")).containsExactly(2);
        }
        tom.marksRead(room, 2);
        assertThat(mentionedAt(tom)).isEmpty();
        tom.sends("{\"seq\":1}").put("/api/rooms/{id}/unread", room).then().statusCode(200);
        assertThat(mentionedAt(tom)).containsExactly(1, 2);
    }

    @Test
    void followsEditsAndDeletions() {
        mira.posts(room, "@" + tom.username());
        mira.posts(room, "nobody");
        mira.posts(room, "@" + tom.username());

        mira.edits(room, 1, "not you");
        mira.edits(room, 2, "but you, @" + tom.username());
        mira.deletes(room, 3);

        assertThat(mentionedAt(tom)).containsExactly(2);
    }

    @Test
    void isIndependentOfMentionsOfOthers() {
        mira.posts(room, "@" + tom.username());
        for (var number = 0; number < 220; number++) {
            mira.posts(room, "@" + mira.username());
        }

        assertThat(mentionedAt(tom)).containsExactly(1);
        assertThat(tom.reads("/api/rooms?mine=true").getList("items[0].mentionedAt"))
                .containsExactly(1);
    }

    @Test
    void deletedMessageIsNeitherUnreadNorAMention() {
        mira.posts(room, "@" + tom.username());
        mira.posts(room, "hello");
        tom.posts(room, "own");
        mira.posts(room, "@room");

        mira.deletes(room, 2).then().statusCode(204);
        mira.deletes(room, 4).then().statusCode(204);
        tom.deletes(room, 3).then().statusCode(204);

        assertThat(tom.reads("/api/rooms/{id}", room).getInt("unread")).isOne();
        assertThat(tom.reads("/api/rooms?mine=true").getInt("items[0].unread")).isOne();
        assertThat(mentionedAt(tom)).containsExactly(1);
        try (var phone = tom.signsInAgain().opensSocket()) {
            assertThat(phone.ready().<Integer>getList("rooms.unread")).containsExactly(1);
        }
    }

    @Test
    void isEmptyForNonMembers() {
        var open = mira.makesRoom("public");
        mira.posts(open, "@" + tom.username());

        assertThat(tom.reads("/api/rooms/{id}", open).getList("mentionedAt")).isEmpty();
    }

    private List<Integer> mentionedAt(TestUser person) {
        return person.reads("/api/rooms/{id}", room).getList("mentionedAt");
    }
}
