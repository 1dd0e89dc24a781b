package chat.parley.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    private final Emoji emoji = new Emoji();

    @ParameterizedTest
    @CsvSource({
        "👍,👍",
        "👍🏽,👍🏽",
        "❤,❤️",
        "❤️,❤️",
        "👩‍💻,👩‍💻",
        "👩🏽‍💻,👩🏽‍💻",
        "🇩🇪,🇩🇪",
        "1️⃣,1️⃣",
        "👍🏽🏽🏽🏽,👍"
    })
    void emojiHaveOneCanonicalForm(String typed, String written) {
        assertThat(emoji.canonical(typed)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "1", "👍👍", "👍 ", ":+1:", "<script>", "\u200d", "\ufe0f", "🏽"})
    void otherTextIsNotAnEmoji(String typed) {
        assertThat(emoji.canonical(typed)).isEmpty();
    }

    @Test
    void emojiHaveNames() {
        assertThat(emoji.named("+1")).contains("👍");
        assertThat(emoji.named("tada")).contains("🎉");
        assertThat(emoji.named("no_such_thing")).isEmpty();
    }
}
