package chat.parley.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
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
                "*a* **b** ~~c~~ `d`   | <p><em>a</em> <strong>b</strong> <del>c</del> <bdi><code>d</code></bdi></p>",
                "> said                | <blockquote dir=\"auto\"><p>said</p></blockquote>",
                "- one                 | <ul dir=\"auto\"><li>one</li></ul>",
                "3. three              | <ol start=\"3\" dir=\"auto\"><li>three</li></ol>",
                "# big                 | <h1>big</h1>",
                "1 < 2 & 3 > 2         | <p>1 &lt; 2 &amp; 3 &gt; 2</p>",
                "- [x] done            | <ul dir=\"auto\"><li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\" /> done</li></ul>",
                "well done :tada: :no_such_thing: 10:30:45 | <p>well done &#x1f389; :no_such_thing: 10:30:45</p>"
            })
    void markdownIsRendered(String body, String html) {
        assertThat(renderHtml(body).replace("\n", "")).isEqualTo(html);
    }

    @Test
    void lineBreaksAreKept() {
        assertThat(renderHtml("one\ntwo")).contains("one<br />two");
    }

    @Test
    void linksAreMarkedAsUserGenerated() {
        assertThat(renderHtml("see https://example.org/x?a=1"))
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
    void activeContentIsNotRendered(String body) {
        var html = renderHtml(body);

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
    void otherLinkTargetsAreShownAsTyped(String body) {
        assertThat(renderHtml(body)).isEqualTo("<p>" + body + "</p>\n");
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
        assertThat(renderHtml(body)).contains("<a href=\"");
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
    void otherSchemesAreNotLinks(String body) {
        assertThat(renderHtml(body)).doesNotContain("<a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "https://e.example/_draft_/x                  | https://e.example/_draft_/x",
                "https://e.example/a*b*c                      | https://e.example/a*b*c",
                "https://e.example/a:100:b                    | https://e.example/a:100:b",
                "https://e.example/pkg/__init__.py            | https://e.example/pkg/__init__.py",
                "https://e.example/~tom/~~x~~                 | https://e.example/~tom/~~x~~",
                "https://e.example/?to=@mira&cc=@tom#a_b_c    | https://e.example/?to=@mira&cc=@tom#a_b_c",
                "https://e.example/a_                         | https://e.example/a_",
                "HTTPS://E.example/A                          | HTTPS://E.example/A",
                "https://e.example/\u6771\u4EAC\u3002              | https://e.example/\u6771\u4EAC",
                "\u8BF7\u770Bhttps://e.example/a\uFF0C\u8C22\u8C22     | https://e.example/a",
                "\uFF08https://e.example/a\uFF09               | https://e.example/a",
                "\u300Chttps://e.example/a\u300D\u3068            | https://e.example/a",
                "see https://e.example/a, and                 | https://e.example/a",
                "(https://e.example/a)                        | https://e.example/a",
                "https://e.example/a_(b)_c                    | https://e.example/a_(b)_c",
                "https://e.example/a%28b%29/%2528             | https://e.example/a%28b%29/%2528",
                "https://e.example/wiki/Go_(game)#(x          | https://e.example/wiki/Go_(game)#(x",
                "(https://e.example/a_(b)).                   | https://e.example/a_(b)",
                "'https://e.example/a'                        | https://e.example/a",
                "https://e.example/a\u061F                    | https://e.example/a",
                "https://e.example/a?!                        | https://e.example/a",
                "**https://e.example/a**                      | https://e.example/a",
                "*see https://e.example/a_b*                  | https://e.example/a_b",
                "_https://e.example/a_b_                      | https://e.example/a_b",
                "http://[::1]:8080/x                          | http://[::1]:8080/x",
                "http://localhost:8080/@tom                   | http://localhost:8080/@tom",
                "https://\u6771\u4EAC.example/                   | https://\u6771\u4EAC.example/"
            })
    void addressLinksToExactlyWhatWasTyped(String body, String address) {
        var document = Jsoup.parseBodyFragment(markdown.render(body, asked -> retainKnown(asked, "mira", "tom"))
                .html());

        assertThat(document.select("a").eachAttr("href")).containsExactly(address);
        assertThat(document.select("a").text()).isEqualTo(address);
        assertThat(document.select(".mention")).isEmpty();
    }

    @Test
    void linksAreNotNested() {
        var document = Jsoup.parseBodyFragment(renderHtml("[see https://a.example/x_y_ now](https://b.example/z)"));

        assertThat(document.select("a").eachAttr("href")).containsExactly("https://b.example/z");
        assertThat(document.text()).isEqualTo("see https://a.example/x_y_ now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xhttps://e.example",
                "https://",
                "http:///a",
                "https:/e.example",
                "a/www.example.org",
                "what",
                "h",
                "www.",
                "ww"
            })
    void incompleteAddressIsNotALink(String body) {
        assertThat(Jsoup.parseBodyFragment(renderHtml(body)).select("a")).isEmpty();
        assertThat(Jsoup.parseBodyFragment(renderHtml(body)).text()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root:x:0:0:root:/root:/bin/bash",
                "b0:de:ad:4a",
                "00:1b:44:11:3a:b7",
                "2001:db8:100:1234::1",
                "at 12:100:30",
                "a:x:b",
                ":x:y",
                "::x::",
                "v1:100:"
            })
    void shortcodeNextToLettersDigitsOrColonsIsNotAnEmoji(String body) {
        assertThat(Jsoup.parseBodyFragment(renderHtml(body)).text()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":x:              | \u274C",
                "ok :+1::+1:      | ok \uD83D\uDC4D\uD83D\uDC4D",
                "(:tada:)         | (\uD83C\uDF89)",
                ":tada:, :tada:!  | \uD83C\uDF89, \uD83C\uDF89!",
                "*:tada:*         | \uD83C\uDF89",
                "\u597D\u7684:+1: | \u597D\u7684\uD83D\uDC4D"
            })
    void separateShortcodeIsAnEmoji(String body, String text) {
        assertThat(Jsoup.parseBodyFragment(renderHtml(body)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"14. April passt mir | 14", "2024. Great year | 2024", "0. zero | 0", "123456789. x | 123456789"})
    void numberedListKeepsItsFirstNumber(String body, String start) {
        assertThat(Jsoup.parseBodyFragment(renderHtml(body)).select("ol").attr("start"))
                .isEqualTo(start);
    }

    /** The first strong character outside of them decides the direction of a paragraph. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@mira \u0645\u0631\u062D\u0628\u0627",
                "`npm i` \u0645\u0631",
                "https://e.example \u0645\u0631",
                "[x](https://e.example) \u0645"
            })
    void mentionsCodeAndLinksAreIsolated(String body) {
        var paragraph = Jsoup.parseBodyFragment(markdown.render(body, asked -> retainKnown(asked, "mira"))
                        .html())
                .select("p");

        assertThat(paragraph.select("bdi")).hasSize(1);
        assertThat(paragraph.first().ownText()).matches("\\P{IsLatin}+");
    }

    @Test
    void htmlIsShownAsTextLineByLine() {
        assertThat(renderHtml("<div>\n<!-- one -->\n</div>").replace("\n", ""))
                .isEqualTo("<p>&lt;div&gt;<br />&lt;!-- one --&gt;<br />&lt;/div&gt;</p>");
    }

    @Test
    void deepNestingIsRenderedInLinearTime() {
        assertThat(renderHtml("> ".repeat(2000))).hasSizeLessThan(100_000);
        assertThat(renderHtml("[".repeat(4000))).hasSizeLessThan(100_000);
        assertThat(renderHtml("*a _".repeat(1000))).hasSizeLessThan(100_000);
    }

    @Test
    void codeAndAddressesContainNoEmoji() {
        assertThat(renderHtml("`:tada:` https://example.org:443/"))
                .contains("<code>:tada:</code>", ">https://example.org:443/</a>");
    }

    @Test
    void taskCheckboxIsLabelledByItsText() {
        assertThat(renderHtml("- [x] the *oven*, `now`, \"hot\" :cake:\n- [ ]  "))
                .contains("aria-label=\"the oven, now, &#34;hot&#34; &#x1f370;\"");
    }

    @Test
    void tableIsRendered() {
        assertThat(renderHtml("| a | b |\n|:--|--:|\n| 1 | 2 |").replace("\n", ""))
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
                "@tom.dot-.            | tom.dot",
                "\u8BF7@tom\u770B\u4E00\u4E0B | tom",
                "\uC548\uB155@tom\uC5D0\uAC8C | tom",
                "\u3053\u3093@tom\u306F | tom",
                "mail@tom              | ''",
                "jos\u00E9@tom.example | ''",
                "\u043F\u0438\u0448\u0438@tom | ''",
                "@tom\u00E9            | ''",
                "\u8BF7@tom.example    | ''",
                "https://e.example/?to=@tom | ''",
                "www.e.example/@tom    | ''",
                "[@tom](https://e.example) | tom"
            })
    void existingUserIsMentioned(String body, String names) {
        var rendered = markdown.render(body, asked -> MarkdownTest.retainKnown(asked, "tom", "anna-lena", "tom.dot"));

        assertThat(String.join(" ", rendered.mentions())).isEqualTo(names);
        assertThat(rendered.html().split("class=\"mention\"", -1))
                .as(rendered.html())
                .hasSizeGreaterThan(rendered.mentions().size());
    }

    @Test
    void mentionsAreMarkedAndOtherTextIsUnchanged() {
        assertThat(markdown.render("@Tom. @nobody-", asked -> retainKnown(asked, "tom"))
                        .html())
                .isEqualTo(
                        "<p><bdi><span class=\"mention\" data-mentions=\"tom\">&#64;tom</span></bdi>. &#64;nobody-</p>\n");
    }

    @Test
    void textWithoutMentionsQueriesNoAccounts() {
        var rendered = markdown.render("just words", asked -> {
            throw new AssertionError(asked);
        });

        assertThat(rendered.mentions()).isEmpty();
    }

    private String renderHtml(String body) {
        return markdown.render(body, asked -> Set.of()).html();
    }

    private static Set<String> retainKnown(Set<String> asked, String... known) {
        return Stream.of(known).filter(asked::contains).collect(Collectors.toSet());
    }
}
