package chat.parley.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private final Markdown markdown = new Markdown(new Emoji());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                 | <p>plain</p>",
                "*a* **b** ~~c~~ `d`   | <p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>",
                "> said                | <blockquote dir=\"auto\"><p>said</p></blockquote>",
                "- one                 | <ul dir=\"auto\"><li>one</li></ul>",
                "3. three              | <ol start=\"3\" dir=\"auto\"><li>three</li></ol>",
                "# big                 | <h1>big</h1>",
                "1 < 2 & 3 > 2         | <p>1 &lt; 2 &amp; 3 &gt; 2</p>",
                "- [x] done            | <ul dir=\"auto\"><li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\" /> done</li></ul>",
                "well done :tada: :no_such_thing: 10:30:45 | <p>well done &#x1f389; :no_such_thing: 10:30:45</p>"
            })
    void markdownIsRendered(String body, String html) {
        assertThat(html(body).replace("\n", "")).isEqualTo(html);
    }

    @Test
    void aLineBreakIsALineBreak() {
        assertThat(html("one\ntwo")).contains("one<br />two");
    }

    @Test
    void aLinkIsFollowedOnTheReadersOwnAccount() {
        assertThat(html("see https://example.org/x?a=1"))
                .contains("href=\"https://example.org/x?a&#61;1\"")
                .contains("nofollow")
                .contains("noopener")
                .contains("ugc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](https://example.org/pixel.gif)",
                "<svg/onload=alert(1)>",
                "<iframe src=//example.org>",
                "[x](vbscript:msgbox)",
                "`<script>`",
                "<style>*{}</style>",
                "[a](https://e.org \"onmouseover=alert(1)\")"
            })
    void nothingThatRunsOrLoadsGetsThrough(String body) {
        var html = html(body);

        assertThat(html)
                .doesNotContainPattern("(?i)<(script|img|svg|iframe|style|object|embed)")
                .doesNotContainPattern("(?i)(href|src)=\"?(javascript|data|vbscript)")
                .doesNotContainPattern("(?i)<[^>]+ on\\w+=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](/settings)",
                "[x](//example.org/a)",
                "[**x** y](settings)",
                "[x](javascript:alert(1))",
                "[x](#top)",
                "[x](?q)",
                "[x](http:settings)",
                "[x](https:/settings)",
                "[x](ftp://example.org)",
                "[x](http:///a)"
            })
    void whatIsNoAbsoluteWebOrMailAddressIsShownAsItWasTyped(String body) {
        assertThat(html(body)).isEqualTo("<p>" + body + "</p>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](https://example.org)",
                "[x](HTTP://example.org/a)",
                "[x](mailto:a@example.org)",
                "<https://example.org>",
                "[x]\n\n[x]: https://example.org",
                "https://example.org",
                "www.example.org",
                "a@example.org"
            })
    void absoluteWebAndMailAddressesAreLinks(String body) {
        assertThat(html(body)).contains("<a href=\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x]\n\n[x]: /settings",
                "[x][y]\n\n[y]: //example.org",
                "<javascript:alert(1)>",
                "<ftp://example.org>",
                "![x](/a.gif)"
            })
    void nothingElseIsALink(String body) {
        assertThat(html(body)).doesNotContain("<a");
    }

    @Test
    void htmlIsShownLineByLineAsItWasTyped() {
        assertThat(html("<div>\n<!-- one -->\n</div>").replace("\n", ""))
                .isEqualTo("<p>&lt;div&gt;<br />&lt;!-- one --&gt;<br />&lt;/div&gt;</p>");
    }

    @Test
    void nestingWithoutEndCostsNoMoreThanLetters() {
        assertThat(html("> ".repeat(2000))).hasSizeLessThan(100_000);
        assertThat(html("[".repeat(4000))).hasSizeLessThan(100_000);
        assertThat(html("*a _".repeat(1000))).hasSizeLessThan(100_000);
    }

    @Test
    void neitherCodeNorAnAddressHasEmojiInIt() {
        assertThat(html("`:tada:` https://example.org:443/"))
                .contains("<code>:tada:</code>", ">https://example.org:443/</a>");
    }

    @Test
    void aTaskIsCalledByItsWords() {
        assertThat(html("- [x] the *oven*, `now`, \"hot\" :cake:\n- [ ]  "))
                .contains("aria-label=\"the oven, now, &#34;hot&#34; &#x1f370;\"");
    }

    @Test
    void aTableIsATable() {
        assertThat(html("| a | b |\n|:--|--:|\n| 1 | 2 |").replace("\n", ""))
                .isEqualTo("<table dir=\"auto\"><thead><tr>"
                        + "<th align=\"left\">a</th><th align=\"right\">b</th></tr></thead><tbody><tr>"
                        + "<td align=\"left\">1</td><td align=\"right\">2</td></tr></tbody></table>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@tom look             | tom",
                "hello @Tom.           | tom",
                "(@tom, *@anna-lena*)  | tom anna-lena",
                "@tom @tom @anna-lena  | tom anna-lena",
                "@nobody and @         | ''",
                "tom@example.org       | ''",
                "https://example.org/@tom | ''",
                "`@tom`                | ''",
                "@tom.dot              | tom.dot",
                "@tom.dot-.            | tom.dot"
            })
    void whoIsThereIsMentioned(String body, String names) {
        var rendered = markdown.render(body, asked -> MarkdownTest.among(asked, "tom", "anna-lena", "tom.dot"));

        assertThat(String.join(" ", rendered.mentions())).isEqualTo(names);
        assertThat(rendered.html().split("class=\"mention\"", -1))
                .as(rendered.html())
                .hasSizeGreaterThan(rendered.mentions().size());
    }

    @Test
    void aMentionIsMarkedAndWhatIsNoneIsLeftAsItWasTyped() {
        assertThat(markdown.render("@Tom. @nobody-", asked -> among(asked, "tom"))
                        .html())
                .isEqualTo("<p><span class=\"mention\" data-mentions=\"tom\">&#64;tom</span>. &#64;nobody-</p>\n");
    }

    @Test
    void nobodyIsAskedForWhereNobodyIsNamed() {
        var rendered = markdown.render("just words", asked -> {
            throw new AssertionError(asked);
        });

        assertThat(rendered.mentions()).isEmpty();
    }

    private String html(String body) {
        return markdown.render(body, asked -> Set.of()).html();
    }

    private static Set<String> among(Set<String> asked, String... known) {
        return Stream.of(known).filter(asked::contains).collect(Collectors.toSet());
    }
}
