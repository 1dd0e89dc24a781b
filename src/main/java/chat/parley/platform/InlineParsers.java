package chat.parley.platform;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;

/** The parser of commonmark-java for the content of a block. */
public final class InlineParsers {

    private InlineParsers() {}

    /**
     * Returns the library's own parser. A factory may replace it but has no public way to delegate to it. {@code
     * MarkdownTest} fails without it.
     */
    public static InlineParser standard(InlineParserContext context) {
        return new InlineParserImpl(context);
    }
}
