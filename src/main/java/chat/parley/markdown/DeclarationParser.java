package chat.parley.markdown;

import java.util.Set;

import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;

/**
 * Takes the {@code <} of an HTML comment, a declaration or a processing instruction for text. HTML is shown as text anyway, and
 * the library looks for the end of each of them through all that follows.
 */
final class DeclarationParser implements InlineContentParser, InlineContentParserFactory {

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
