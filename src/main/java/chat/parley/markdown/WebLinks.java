package chat.parley.markdown;

import java.util.regex.Pattern;

import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Allows only absolute web and mail links: {@code /path} and {@code //host} would point into this service, or away from
 * it without notice. Everything else stays text. Thread-safe.
 */
final class WebLinks implements LinkProcessor, UrlSanitizer {

    /** {@code http:host} without slashes is relative to a page of the same scheme, so the slashes are required. */
    static final Pattern ABSOLUTE =
            Pattern.compile("(?:https?://[^/\\\\\\s]|mailto:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
        var destination = link.marker() == null ? destination(link, context) : null;
        if (destination == null || ABSOLUTE.matcher(destination).matches()) {
            return LinkResult.none();
        }
        var rest =
                scanner.getSource(link.afterTextBracket(), scanner.position()).getContent();
        return LinkResult.replaceWith(new Text("[" + link.text() + "]" + rest), scanner.position());
    }

    /** Where it leads; null where it is no link. */
    private static String destination(LinkInfo link, InlineParserContext context) {
        if (link.destination() != null) {
            return link.destination();
        }
        var label = link.label() == null || link.label().isEmpty() ? link.text() : link.label();
        var definition = context.getDefinition(LinkReferenceDefinition.class, label);
        return definition == null ? null : definition.getDestination();
    }

    @Override
    public String sanitizeLinkUrl(String url) {
        return ABSOLUTE.matcher(url).matches() ? UrlParentheses.protect(url) : "";
    }

    /** Pictures of other sites are never loaded. */
    @Override
    public String sanitizeImageUrl(String url) {
        return "";
    }
}
