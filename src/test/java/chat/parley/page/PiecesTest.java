package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.account.Person;
import chat.parley.message.MessageView;
import chat.parley.message.MessageView.Author;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PiecesTest {

    @Inject
    Pieces pieces;

    @Test
    void peopleWhoCameOnlineLookSo() {
        assertThat(people(true)).contains("data-online");
        assertThat(people(false)).doesNotContain("data-online");
    }

    @Test
    void aMessageLooksAsItWasAsOfItsVersionAndWithTheNameThatItsAuthorHasNow() {
        assertThat(message(1, "Mira", "<p>once</p>")).contains("once", "Mira");
        assertThat(message(2, "Mira", "<p>edited</p>")).contains("edited").doesNotContain("once");
        assertThat(message(2, "Mirabelle", "<p>edited</p>")).contains("Mirabelle");
    }

    @Test
    void theClassesThatANativeImageIsToldOfAreThere() {
        assertDoesNotThrow(() -> Class.forName(Pieces.CAFFEINES_CACHE));
        assertDoesNotThrow(() -> Class.forName(Pieces.CAFFEINES_ENTRY));
    }

    private String people(boolean online) {
        return pieces.people(List.of(new Person("mira", "Mira", online))).getValue();
    }

    private String message(long version, String name, String html) {
        var message = new MessageView(-1, 1, version, new Author("mira", name), "", html, Instant.EPOCH, null, false, "", null,
                List.of(), List.of(), List.of(), false);
        return pieces.messages(List.of(message)).getValue();
    }
}
