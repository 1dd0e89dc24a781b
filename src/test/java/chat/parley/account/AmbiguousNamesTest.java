package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** Messages are marked while their author's display name looks like that of another account. */
@QuarkusTest
class AmbiguousNamesTest {

    private TestUser mira;
    private TestUser other;
    private String name;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        other = TestUser.create("other");
        name = TestUser.unique("Мira ");
        room = mira.createRoom("private");
        mira.invite(room, other);
        mira.post(room, "first");
        other.post(room, "second");
    }

    @Test
    void aLookAlikeNameIsAmbiguousForBothUntilOneIsChanged() {
        assertThat(isAmbiguous(1)).isFalse();
        rename(mira, name);
        assertThat(isAmbiguous(1)).isFalse();

        rename(other, name.replace('М', 'M').replace('a', 'а') + "\u200B");
        assertThat(isAmbiguous(1)).isTrue();
        assertThat(isAmbiguous(2)).isTrue();
        var posted = other.post(room, "third");
        assertThat(isAmbiguous(posted)).isTrue();

        rename(mira, TestUser.unique("Mira of the garden"));
        assertThat(isAmbiguous(1)).isFalse();
        assertThat(isAmbiguous(2)).isFalse();
        assertThat(isAmbiguous(posted)).isFalse();
    }

    @Test
    void aNewAccountWithALookAlikeNameIsAmbiguousFromTheStart() {
        rename(mira, name);

        TestUser.signUp(Map.of(
                        "username",
                        TestUser.unique("new"),
                        "password",
                        TestUser.PASSWORD,
                        "displayName",
                        name.toUpperCase()))
                .then()
                .statusCode(201);

        assertThat(isAmbiguous(1)).isTrue();
        assertThat(isAmbiguous(2)).isFalse();
    }

    @Test
    void aNameThatContainsTheUsernameOfAnotherIsAmbiguous() {
        rename(mira, name);

        rename(other, name + " (@" + mira.username() + ")");

        assertThat(isAmbiguous(2)).isTrue();
    }

    @Test
    void namesWithoutLettersAreNotCompared() {
        rename(mira, "🦊");
        rename(other, "🦊");

        assertThat(isAmbiguous(1)).isFalse();
    }

    private static void rename(TestUser person, String name) {
        person.requestWith(Map.of("displayName", name)).patch("/api/me").then().statusCode(200);
    }

    private boolean isAmbiguous(long seq) {
        return Boolean.TRUE.equals(mira.message(room, seq).getMap("author").get("ambiguousName"));
    }
}
