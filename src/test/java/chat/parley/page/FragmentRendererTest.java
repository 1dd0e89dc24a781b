package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.message.MessageView;
import chat.parley.message.MessageView.Author;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FragmentRendererTest {

    @Inject
    FragmentRenderer fragmentRenderer;

    @Test
    void onlineStateIsRendered() {
        assertThat(directRoom(true)).contains("data-online");
        assertThat(directRoom(false)).doesNotContain("data-online");
    }

    @Test
    void messageShowsItsVersionWithTheCurrentNameAndAvatar() {
        assertThat(message(1, "Mira", null, "<p>once</p>"))
                .contains("once", "Mira")
                .doesNotContain("<img");
        assertThat(message(2, "Mira", null, "<p>edited</p>")).contains("edited").doesNotContain("once");
        assertThat(message(2, "Mirabelle", null, "<p>edited</p>")).contains("Mirabelle");
        assertThat(message(2, "Mirabelle", "/api/pictures/one", "<p>edited</p>"))
                .contains("<img src=\"/api/pictures/one\"");
        assertThat(message(2, "Mirabelle", "/api/pictures/two", "<p>edited</p>"))
                .contains("<img src=\"/api/pictures/two\"");
    }

    @Test
    void cacheClassesForNativeImageExist() {
        assertDoesNotThrow(() -> Class.forName(FragmentRenderer.CAFFEINE_CACHE_CLASS));
        assertDoesNotThrow(() -> Class.forName(FragmentRenderer.CAFFEINE_ENTRY_CLASS));
    }

    private String directRoom(boolean online) {
        var row = new RoomRow(1, "Mira", "direct", 0, 0, 0, List.of(), "all", false, "mira", null, online, false);
        return fragmentRenderer.rooms(Stream.of(row)).getValue();
    }

    private String message(long version, String name, String picture, String html) {
        var message = new MessageView(
                -1,
                1,
                version,
                new Author("mira", name, picture, false),
                "",
                html,
                Instant.EPOCH,
                null,
                false,
                "",
                null,
                List.of(),
                List.of(),
                List.of(),
                false);
        return fragmentRenderer.messages(List.of(message)).getValue();
    }
}
