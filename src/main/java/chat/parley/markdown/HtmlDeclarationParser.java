package chat.parley.markdown;

import java.util.Set;

import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;

/**
 * Treats the {@code <} of HTML comments, declarations and processing instructions as text. HTML is displayed as text
 * anyway, and the library would scan the rest of the text for the end of each.
 */
final class HtmlDeclarationParser implements InlineContentParser, InlineContentParserFactory {

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('<');
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState text) {
        var scanner = text.scanner();
        scanner.next();
        var next = scanner.peek();
        return next == '!' || next == '?' ? ParsedInline.of(new Text("<"), scanner.position()) : ParsedInline.none();
    }
}
