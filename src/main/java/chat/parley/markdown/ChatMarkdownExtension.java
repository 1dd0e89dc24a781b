package chat.parley.markdown;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.Parser.ParserExtension;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlRenderer.HtmlRendererExtension;
import org.commonmark.text.AsciiMatcher;

/** The Markdown extension of Parley: {@code @name} mentions an account, {@code :name:} is an emoji. */
final class ChatMarkdownExtension implements ParserExtension, HtmlRendererExtension {

    private static final AsciiMatcher USERNAME = AsciiMatcher.builder()
            .range('a', 'z')
            .range('A', 'Z')
            .range('0', '9')
            .anyOf("._-")
            .build();
    private static final AsciiMatcher EMOJI =
            AsciiMatcher.builder().range('a', 'z').range('0', '9').anyOf("_+-").build();

    private final Emoji emoji;

    ChatMarkdownExtension(Emoji emoji) {
        this.emoji = emoji;
    }

    @Override
    public void extend(Parser.Builder parser) {
        parser.customInlineContentParserFactory(after('@', ChatMarkdownExtension::mention));
        parser.customInlineContentParserFactory(after(':', this::emoji));
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(ChatMarkdownExtension::mentions);
    }

    private static ParsedInline mention(InlineParserState text) {
        var scanner = text.scanner();
        var standsAlone = standsAlone(scanner.peekPreviousCodePoint());
        scanner.next();
        var name = matched(scanner, USERNAME).toLowerCase(Locale.ROOT);
        return standsAlone && !name.isEmpty() && !WordBoundaries.continuesWord(scanner.peekCodePoint())
                ? ParsedInline.of(new Mention(name), scanner.position())
                : ParsedInline.none();
    }

    /** One name, or several without anything between them, that stand alone: {@code root:x:0} and {@code ::1} have no emoji. */
    private ParsedInline emoji(InlineParserState text) {
        var scanner = text.scanner();
        if (joinsEmoji(scanner.peekPreviousCodePoint())) {
            return ParsedInline.none();
        }
        var found = new StringBuilder();
        while (scanner.peek() == ':') {
            scanner.next();
            var named = emoji.named(matched(scanner, EMOJI));
            if (named.isEmpty() || !scanner.next(':')) {
                return ParsedInline.none();
            }
            found.append(named.get());
        }
        return joinsEmoji(scanner.peekCodePoint())
                ? ParsedInline.none()
                : ParsedInline.of(new Text(found.toString()), scanner.position());
    }

    private static boolean joinsEmoji(int beside) {
        return beside == ':' || WordBoundaries.continuesWord(beside);
    }

    /** Neither in an address nor in a path. */
    private static boolean standsAlone(int before) {
        return !WordBoundaries.continuesWord(before) && "/@.-+".indexOf(before) < 0;
    }

    private static String matched(Scanner scanner, AsciiMatcher letters) {
        var start = scanner.position();
        scanner.match(letters);
        return scanner.getSource(start, scanner.position()).getContent();
    }

    private static InlineContentParserFactory after(char trigger, InlineContentParser parser) {
        return new InlineContentParserFactory() {
            @Override
            public Set<Character> getTriggerCharacters() {
                return Set.of(trigger);
            }

            @Override
            public InlineContentParser create() {
                return parser;
            }
        };
    }

    private static NodeRenderer mentions(HtmlNodeRendererContext context) {
        return new NodeRenderer() {
            @Override
            public Set<Class<? extends Node>> getNodeTypes() {
                return Set.of(Mention.class);
            }

            @Override
            public void render(Node node) {
                var name = ((Mention) node).name();
                var html = context.getWriter();
                html.tag("bdi");
                html.tag("span", new TreeMap<>(Map.of("class", "mention", "data-mentions", name)));
                html.text("@" + name);
                html.tag("/span");
                html.tag("/bdi");
            }
        };
    }
}
