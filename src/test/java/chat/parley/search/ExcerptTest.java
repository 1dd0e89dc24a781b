package chat.parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void onlyHitsAreMarked() {
        assertThat(excerpt("tea", "Tea for two, and more tea. Teapots are no hit."))
                .isEqualTo("<mark>Tea</mark> for two, and more <mark>tea</mark>. <mark>Tea</mark>pots are no hit.");
        assertThat(excerpt("\"tea\"", "Tea, and teapots")).isEqualTo("<mark>Tea</mark>, and teapots");
        assertThat(excerpt("\"two and more\"", "Tea for two, and  more"))
                .isEqualTo("Tea for <mark>two, and more</mark>");
        assertThat(excerpt("茶", "我喜欢喝茶")).isEqualTo("我喜欢喝<mark>茶</mark>");
        assertThat(excerpt("größe x", "Die GRÖSSE oder Größe"))
                .isEqualTo("Die <mark>GRÖSSE</mark> oder <mark>Größe</mark>");
        assertThat(excerpt("cafe", "Im Cafe\u0301 und im CAFÉ"))
                .isEqualTo("Im <mark>Café</mark> und im <mark>CAFÉ</mark>");
        assertThat(excerpt(
                        "\u0645\u0631\u062D\u0628\u0627 x", "\u0645\u064E\u0631\u0652\u062D\u064E\u0628\u064B\u0627!"))
                .isEqualTo("<mark>\u0645\u064E\u0631\u0652\u062D\u064E\u0628\u064B\u0627</mark>!");
        assertThat(excerpt("2026 x", "\u0662\u0660\u0662\u0666")).isEqualTo("<mark>\u0662\u0660\u0662\u0666</mark>");
    }

    @Test
    void messageTextIsEscaped() {
        assertThat(excerpt("script", "<script>alert('x')</script> & <mark>\"y\"</mark>"))
                .isEqualTo(
                        "&lt;<mark>script</mark>&gt;alert(&#39;x&#39;)&lt;/<mark>script</mark>&gt; &amp; &lt;mark&gt;&quot;y&quot;&lt;/mark&gt;");
        assertThat(excerpt("lt amp", "<&>")).isEqualTo("&lt;&amp;&gt;");
    }

    @Test
    void excerptSurroundsTheFirstHit() {
        var excerpt = excerpt("needle", "hay ".repeat(500) + "needle" + " hay".repeat(400));

        assertThat(excerpt)
                .startsWith("…hay")
                .endsWith("hay…")
                .contains("hay <mark>needle</mark> hay")
                .hasSizeLessThan(230);
    }

    @Test
    void charactersAreNotSplit() {
        for (var shift : List.of("", "a")) {
            var excerpt = excerpt("needle", shift + "🙂".repeat(300) + " needle " + "🙂".repeat(300));

            assertThat(excerpt.chars()
                            .filter(character -> Character.isHighSurrogate((char) character))
                            .count())
                    .isEqualTo(excerpt.chars()
                            .filter(character -> Character.isLowSurrogate((char) character))
                            .count());
            assertThat(excerpt).contains("<mark>needle</mark>").doesNotContain("\uFFFD");
        }
    }

    @Test
    void withoutWordsTheBeginningIsShown() {
        assertThat(new Excerpt(List.of()).of("short")).isEqualTo("short");
        assertThat(excerpt("?!", "What?!")).isEqualTo("What?!");
    }

    @Test
    void patternCharactersAreLiteral() {
        assertThat(Stream.of("\\E.*", "(((", "[a", "\\", "a{99999}")
                        .map(hostile -> excerpt("\"" + hostile + "\"", "a plain text")))
                .allMatch(excerpt -> excerpt.replaceAll("</?mark>", "").equals("a plain text"));
    }

    private static String excerpt(String q, String body) {
        return new Excerpt(SearchQuery.of(q, FilterNames.ENGLISH).terms()).of(body);
    }
}
