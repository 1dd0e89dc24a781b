package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import chat.parley.markdown.Emoji;
import chat.parley.markdown.Markdown;
import chat.parley.markdown.Markdown.Rendered;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A text of 4,000 characters never exceeds the limit on HTML, overflows the stack or fails. */
class MarkdownBoundsTest {

    private static final int MAX_CHARACTERS = 4_000;
    /** A quarter of the stack of the service's threads, which have used some of it before they render. */
    private static final int STACK_BYTES = 256 * 1024;

    private static final List<String> PIECES = List.of(
            "*",
            "_",
            "~~",
            "`",
            "[",
            "]",
            "![",
            "](",
            "](b)",
            "<",
            "<a ",
            "<!--",
            "<?",
            "&",
            "&amp;",
            "\\",
            "|",
            "|-",
            "-|",
            "a|\n-|\n",
            "> ",
            "- ",
            "1. ",
            "- [ ] ",
            "# ",
            "===\n",
            "---\n",
            "```\n",
            "    ",
            "\n",
            "\n\n",
            "  \n",
            "[a]",
            "[a]: http://b.c/\n",
            "\"",
            "(",
            ")",
            "@a ",
            ":tada:",
            "http://a.b/",
            "www.a.b ",
            "a@b.c ",
            "**a",
            "a**",
            "*a ",
            " b* ",
            "_a*",
            "😀",
            "é",
            "\u202e",
            "x",
            " ");

    private final Markdown markdown = new Markdown(new Emoji());

    @Provide
    Arbitrary<String> hostileTexts() {
        var piece = Arbitraries.of(PIECES);
        var mixed = piece.list().ofMinSize(200).ofMaxSize(2_000).map(pieces -> String.join("", pieces));
        var repeated = piece.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces).repeat(MAX_CHARACTERS));
        var runs = Combinators.combine(
                        piece, piece, piece, Arbitraries.integers().between(1, 1_500))
                .as((one, two, three, times) -> one.repeat(times) + two + three.repeat(times));
        return Arbitraries.oneOf(mixed, repeated, runs).map(MarkdownBoundsTest::truncate);
    }

    @Property(tries = 400)
    void everyRenderingIsBounded(@ForAll("hostileTexts") String body) {
        assertThat(bytes(render(body).html())).isLessThanOrEqualTo(Markdown.MAX_HTML_BYTES);
    }

    @Example
    void expandingTableIsShownAsPlainText() {
        var rendered = render("|a".repeat(600) + "\n" + "|-".repeat(600) + "\n" + "|b\n".repeat(530));

        assertThat(rendered.html()).doesNotContain("<td").contains("|b<br />");
        assertThat(bytes(rendered.html())).isLessThan(20_000);
    }

    @Example
    void largestTypedTableIsATable() {
        var html = render("a|b|c|d\n-|-|-|-\n" + "1|2|3|4\n".repeat(497)).html();

        assertThat(html.split("<td>", -1)).hasSize(1 + 4 * 497);
    }

    @Example
    void repeatedLongReferencesAreShownAsPlainText() {
        var rendered = render("[a]: http://e.org/" + "&".repeat(1_900) + "\n\n" + "[a]".repeat(600));

        assertThat(rendered.html()).doesNotContain("<a");
        assertThat(bytes(rendered.html())).isLessThan(20_000);
    }

    @Example
    void plainTextFallbackKeepsLinesAndHasNoMentions() {
        var rendered = render("one <b>\n@two\n\n  \nthree " + "*".repeat(1_500));

        assertThat(rendered.html()).startsWith("<p>one &lt;b&gt;<br />&#64;two</p>\n<p>three ***");
        assertThat(rendered.mentions()).isEmpty();
    }

    @Example
    void escapedCharactersFit() {
        for (var character : List.of("😀", "\uDBFF\uDFFD", "\"", "&", "<", "=")) {
            var rendered = render(character.repeat(MAX_CHARACTERS));

            assertThat(bytes(rendered.html())).as(character).isLessThanOrEqualTo(Markdown.MAX_HTML_BYTES);
        }
    }

    @Example
    void nestingDoesNotOverflowTheStack() {
        var deep = List.of(
                "<a " + "b ".repeat(1_990),
                "<a\n" + "b=c\n".repeat(990),
                nest("*_", "_*", 249),
                nest("***_", "_***", 120),
                nest("**_", "_**", 160),
                nest("~~*", "*~~", 160),
                nest("![", "](b)", 330),
                nest("> ", "", 2_000),
                nest("- ", "", 2_000),
                nest("[", "]", 2_000),
                nest("*", "*", 499));

        var rendering = new CompletableFuture<Void>();
        new Thread(
                        null,
                        () -> {
                            try {
                                deep.forEach(this::render);
                                rendering.complete(null);
                            } catch (StackOverflowError | RuntimeException failed) {
                                rendering.completeExceptionally(failed);
                            }
                        },
                        "rendering",
                        STACK_BYTES)
                .start();

        assertThatCode(rendering::join).doesNotThrowAnyException();
    }

    @Example
    void renderingIsDeterministic() {
        var names =
                IntStream.range(0, 60).mapToObj(number -> "@n" + number + ".").collect(Collectors.joining(" "));
        var first = render(names);

        assertThat(first.mentions()).hasSize(50);
        assertThat(markdown.renderAgain(names, first.mentions())).isEqualTo(first.html());
    }

    private Rendered render(String body) {
        return markdown.render(body, UnaryOperator.identity());
    }

    private static String nest(String open, String close, int levels) {
        return truncate(open.repeat(levels) + "a" + close.repeat(levels));
    }

    private static String truncate(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS));
    }

    private static int bytes(String html) {
        return html.getBytes(StandardCharsets.UTF_8).length;
    }
}
