package chat.parley.message;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
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

    /** Deeper nesting of quotes and lists is shown flat: a message of 4,000 ">" must not cost more than one of letters. */
    private static final int DEEPEST = 12;

    private static final List<Extension> EXTENSIONS = List.of(AutolinkExtension.create(), StrikethroughExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS)
            .escapeHtml(true).sanitizeUrls(true).softbreak("<br>").build();
    private final PolicyFactory policy = new HtmlPolicyBuilder()
            .allowElements("p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
                    "h1", "h2", "h3", "h4", "h5", "h6", "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href").onElements("a")
            .allowAttributes("start").matching(true, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9").onElements("ol")
            .requireRelsOnLinks("noopener", "nofollow", "ugc")
            .toFactory();

    /** @param body at most a few thousand characters */
    public String render(String body) {
        return policy.sanitize(renderer.render(parser.parse(body)));
    }
}
