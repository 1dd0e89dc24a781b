package chat.parley.markdown;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Renders Markdown to safe HTML. CommonMark escapes all HTML, and an independent sanitizer then allows only the
 * elements below, so that a bug in one of them is not enough. Thread-safe.
 *
 * <p>Time and output are bounded for every input, because the author waits for the former and every member receives the
 * latter. A text that exceeds a bound is shown as plain text: escaped, with its paragraphs and line breaks, without
 * mentions. The result depends only on the text and on the known names, never on the clock, so all processes render the
 * same.
 */
@ApplicationScoped
public class Markdown {

    /**
     * A text as it is shown.
     *
     * @param mentions the usernames that it mentions, each once, in their order
     */
    public record Rendered(String html, List<String> mentions) {}

    /**
     * The version of this rendering, stored with each HTML. Increase it with every change that
     * changes the HTML of any text: HTML of an older version is then rendered again, when it is read and by {@code RenderingJob}. The index
     * {@code message_outdated_html_idx} needs a migration with the same number.
     */
    public static final int RENDERER_VERSION = 2;
    /**
     * The largest HTML of a message, in bytes of UTF-8. A message of 4,000 characters that are each escaped takes 40 KB, a
     * minimal table 33 KB.
     */
    public static final int MAX_HTML_BYTES = 64 * 1024;

    /** Deeper nesting of quotes and lists is shown flat: a message of 4,000 ">" must not cost more than one of letters. */
    private static final int MAX_BLOCK_DEPTH = 12;
    /** More names than people mention in a message; any beyond them are plain text. */
    private static final int MAX_MENTIONS = 50;

    /**
     * All but blocks of HTML, which would be shown as text anyway: the library finds them by a regular expression that overflows
     * the stack on a tag of some thousand attributes.
     */
    private static final Set<Class<? extends Block>> BLOCKS = Set.of(
            Heading.class,
            FencedCodeBlock.class,
            IndentedCodeBlock.class,
            ListBlock.class,
            ThematicBreak.class,
            BlockQuote.class);

    /** As long as CommonMark allows. */
    private static final Pattern LIST_START = Pattern.compile("\\d{1,9}");

    private static final Pattern PARAGRAPH_BREAK = Pattern.compile("\\R[ \\t]*\\R\\s*");

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final PolicyFactory policy = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "em",
                    "strong",
                    "del",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "a",
                    "bdi",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "input",
                    "span")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching(WebLinks.ABSOLUTE)
            .onElements("a")
            .allowAttributes("start")
            .matching(LIST_START)
            .onElements("ol")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .allowAttributes("type")
            .matching(true, "checkbox")
            .onElements("input")
            .allowAttributes("disabled", "checked", "aria-label")
            .onElements("input")
            .allowAttributes("class")
            .matching(true, "mention")
            .onElements("span")
            .allowAttributes("data-mentions")
            .onElements("span")
            .allowAttributes("dir")
            .matching(true, "auto")
            .onElements("ul", "ol", "blockquote", "table")
            .requireRelsOnLinks("noopener", "nofollow", "ugc")
            .withPostprocessor(UrlParentheses::restoring)
            .toFactory();

    public Markdown(Emoji emoji) {
        List<Extension> extensions = List.of(
                AutolinkExtension.builder().linkTypes(AutolinkType.EMAIL).build(),
                StrikethroughExtension.create(),
                TablesExtension.create(),
                TaskListItemsExtension.create(),
                new ChatMarkdownExtension(emoji));
        var links = new WebLinks();
        this.parser = Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(MAX_BLOCK_DEPTH)
                .enabledBlockTypes(BLOCKS)
                .inlineParserFactory(BoundedInlineParser::new)
                .linkProcessor(links)
                .customInlineContentParserFactory(new HtmlDeclarationParser())
                .build();
        this.renderer = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(links)
                .softbreak("<br>")
                .nodeRendererFactory(IsolatingRenderer::new)
                .attributeProviderFactory(context -> new TaskLabelAttributes())
                .attributeProviderFactory(context -> new BidiAttributes())
                .build();
    }

    /**
     * Renders a message.
     *
     * @param body at most 4,000 characters
     * @param known of some names, those that can be mentioned; asked once, and only when there are any
     * @return HTML of at most {@link #MAX_HTML_BYTES}
     */
    public Rendered render(String body, UnaryOperator<Set<String>> known) {
        try {
            var document = parser.parse(body);
            document.accept(new NestedLinks());
            var mentions = resolveMentions(document, known);
            return new Rendered(html(document), List.copyOf(mentions));
        } catch (BoundExceeded tooMuch) {
            return new Rendered(html(plain(body)), List.of());
        }
    }

    /**
     * Renders a stored message again.
     *
     * @param mentions the usernames that it was found to mention when it was stored: nobody else is looked up
     * @return HTML of at most {@link #MAX_HTML_BYTES}
     */
    public String renderAgain(String body, Collection<String> mentions) {
        return render(body, names -> names.stream().filter(mentions::contains).collect(Collectors.toSet()))
                .html();
    }

    /** @throws BoundExceeded when it becomes larger than {@link #MAX_HTML_BYTES}; plain text never does */
    private String html(Node document) {
        var output = new BoundedOutput(MAX_HTML_BYTES);
        renderer.render(document, output);
        var html = policy.sanitize(output.toString());
        if (html.getBytes(StandardCharsets.UTF_8).length > MAX_HTML_BYTES) {
            throw BoundExceeded.INSTANCE;
        }
        return html;
    }

    private static Node plain(String body) {
        var document = new Document();
        for (var text : PARAGRAPH_BREAK.split(body)) {
            var paragraph = new Paragraph();
            for (var line : text.split("\\R")) {
                if (paragraph.getFirstChild() != null) {
                    paragraph.appendChild(new SoftLineBreak());
                }
                paragraph.appendChild(new Text(line));
            }
            document.appendChild(paragraph);
        }
        return document;
    }

    private static Set<String> resolveMentions(Node document, UnaryOperator<Set<String>> known) {
        var found = Mention.in(document);
        if (found.isEmpty()) {
            return Set.of();
        }
        var names = known.apply(found.stream()
                .limit(MAX_MENTIONS)
                .flatMap(mention -> mention.candidateNames().stream())
                .collect(Collectors.toSet()));
        return found.stream()
                .filter(mention -> mention.resolve(names))
                .map(Mention::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Makes links in the text of another link plain text: HTML has no links within links. */
    private static final class NestedLinks extends AbstractVisitor {

        private boolean inLink;

        @Override
        public void visit(Link link) {
            if (inLink) {
                for (var child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                    link.insertBefore(child);
                }
                link.unlink();
                return;
            }
            inLink = true;
            visitChildren(link);
            inLink = false;
        }
    }
}
