package chat.parley.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people type, as HTML that is safe to show. CommonMark escapes whatever HTML they type, and a second library, which
 * knows nothing of the first, lets only the elements below through: one of them may have a hole. Any thread.
 */
@ApplicationScoped
public class Markdown {

    /**
     * A text as it is shown.
     *
     * @param mentions the usernames that it mentions, each once, in their order
     */
    public record Rendered(String html, List<String> mentions) {
    }

    /** Deeper nesting of quotes and lists is shown flat: a message of 4,000 ">" must not cost more than one of letters. */
    private static final int DEEPEST = 12;
    /** More names than anyone calls upon; what is beyond them is plain text. */
    private static final int MOST_MENTIONS = 50;

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final PolicyFactory policy = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
                    "h1", "h2", "h3", "h4", "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td", "input", "span")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href").onElements("a")
            .allowAttributes("start").matching(true, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9").onElements("ol")
            .allowAttributes("align").matching(true, "left", "center", "right").onElements("th", "td")
            .allowAttributes("type").matching(true, "checkbox").onElements("input")
            .allowAttributes("disabled", "checked", "aria-label").onElements("input")
            .allowAttributes("class").matching(true, "mention").onElements("span")
            .allowAttributes("data-mentions").onElements("span")
            .allowAttributes("dir").matching(true, "auto").onElements("ul", "ol", "blockquote", "table")
            .requireRelsOnLinks("noopener", "nofollow", "ugc")
            .toFactory();

    Markdown(Emoji emoji) {
        List<Extension> extensions = List.of(AutolinkExtension.create(), StrikethroughExtension.create(), TablesExtension.create(),
                TaskListItemsExtension.create(), new Shorthand(emoji));
        this.parser = Parser.builder().extensions(extensions).maxOpenBlockParsers(DEEPEST).build();
        this.renderer = HtmlRenderer.builder().extensions(extensions).escapeHtml(true).sanitizeUrls(true).softbreak("<br>")
                .attributeProviderFactory(context -> new TaskName()).attributeProviderFactory(context -> new OwnDirection()).build();
    }

    /**
     * @param body at most a few thousand characters
     * @param known of some names, those that can be mentioned; asked once, and only when there are any
     */
    public Rendered render(String body, UnaryOperator<Set<String>> known) {
        var document = parser.parse(body);
        var mentions = settled(document, known);
        return new Rendered(policy.sanitize(renderer.render(document)), List.copyOf(mentions));
    }

    private static Set<String> settled(Node document, UnaryOperator<Set<String>> known) {
        var found = Mention.in(document);
        if (found.isEmpty()) {
            return Set.of();
        }
        var names = known.apply(found.stream().limit(MOST_MENTIONS).flatMap(mention -> mention.readings().stream())
                .collect(Collectors.toSet()));
        return found.stream().filter(mention -> mention.settle(names)).map(Mention::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
