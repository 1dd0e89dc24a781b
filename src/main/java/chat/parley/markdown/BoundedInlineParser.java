package chat.parley.markdown;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

import chat.parley.platform.InlineParsers;

/**
 * Parses inline content with the parser of commonmark-java and aborts when that takes too long.
 *
 * <p>The library fills each table row to the width of the header: 4,000 characters can create 470,000 cells. Its time
 * grows with the square of the number of possible delimiters, and its stack with the depth of emphasis.
 */
final class BoundedInlineParser implements InlineParser {

    /** In one message. A cell takes at least two of 4,000 characters; above this most are filled up. */
    static final int MAX_TABLE_CELLS = 2_000;
    /** In one paragraph, heading or cell. 4,000 of them take 50 ms, and the time grows with their square; emphasis nests half as deep at most. */
    static final int MAX_DELIMITERS = 1_000;

    private static final String DELIMITERS = "*_~`[]!<&";

    private final InlineParser parser;
    private int cells;

    BoundedInlineParser(InlineParserContext context) {
        parser = InlineParsers.standard(context);
    }

    /** @throws BoundExceeded when the document has too many cells, or these lines too many delimiters */
    @Override
    public void parse(SourceLines lines, Node block) {
        if (block instanceof TableCell && ++cells > MAX_TABLE_CELLS || delimiters(lines) > MAX_DELIMITERS) {
            throw BoundExceeded.INSTANCE;
        }
        parser.parse(lines, block);
    }

    private static int delimiters(SourceLines lines) {
        var count = 0;
        for (var line : lines.getLines()) {
            var content = line.getContent();
            for (var at = 0; at < content.length(); at++) {
                if (DELIMITERS.indexOf(content.charAt(at)) >= 0) {
                    count++;
                }
            }
        }
        return count;
    }
}
