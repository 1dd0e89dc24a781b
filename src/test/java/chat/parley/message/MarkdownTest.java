package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private final Markdown markdown = new Markdown();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "plain                 | <p>plain</p>",
            "*a* **b** ~~c~~ `d`   | <p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>",
            "> said                | <blockquote><p>said</p></blockquote>",
            "- one                 | <ul><li>one</li></ul>",
            "3. three              | <ol start=\"3\"><li>three</li></ol>",
            "# big                 | <h1>big</h1>",
            "1 < 2 & 3 > 2         | <p>1 &lt; 2 &amp; 3 &gt; 2</p>" })
    void markdownIsRendered(String body, String html) {
        assertThat(markdown.render(body).replace("\n", "")).isEqualTo(html);
    }

    @Test
    void aLineBreakIsALineBreak() {
        assertThat(markdown.render("one\ntwo")).contains("one<br />two");
    }

    @Test
    void aLinkIsFollowedOnTheReadersOwnAccount() {
        assertThat(markdown.render("see https://example.org/x?a=1"))
                .contains("href=\"https://example.org/x?a&#61;1\"").contains("nofollow").contains("noopener").contains("ugc");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](https://example.org/pixel.gif)", "<svg/onload=alert(1)>", "<iframe src=//example.org>",
            "[x](vbscript:msgbox)", "`<script>`", "<style>*{}</style>", "[a](https://e.org \"onmouseover=alert(1)\")" })
    void nothingThatRunsOrLoadsGetsThrough(String body) {
        var html = markdown.render(body);

        assertThat(html).doesNotContainPattern("(?i)<(script|img|svg|iframe|style|object|embed)")
                .doesNotContainPattern("(?i)(href|src)=\"?(javascript|data|vbscript)")
                .doesNotContainPattern("(?i)<[^>]+ on\\w+=");
    }

    @Test
    void nestingWithoutEndCostsNoMoreThanLetters() {
        assertThat(markdown.render("> ".repeat(2000))).hasSizeLessThan(100_000);
        assertThat(markdown.render("[".repeat(4000))).hasSizeLessThan(100_000);
        assertThat(markdown.render("*a _".repeat(1000))).hasSizeLessThan(100_000);
    }
}
