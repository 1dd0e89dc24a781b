package chat.parley.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.delimiter.DelimiterProcessor;

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
    private SourceLines lines;
    private int cells;

    BoundedInlineParser(InlineParserContext context) {
        parser = InlineParsers.standard(new LinksFirst(context, new LinkParser(this::block)));
    }

    /** @throws BoundExceeded when the document has too many cells, or these lines too many delimiters */
    @Override
    public void parse(SourceLines lines, Node block) {
        if (block instanceof TableCell && ++cells > MAX_TABLE_CELLS || delimiters(lines) > MAX_DELIMITERS) {
            throw BoundExceeded.INSTANCE;
        }
        this.lines = lines;
        parser.parse(lines, block);
    }

    private String block() {
        return lines.getContent();
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

    /** The context of the document, with a parser for links that knows the block. */
    private record LinksFirst(InlineParserContext document, LinkParser links) implements InlineParserContext {

        @Override
        public List<InlineContentParserFactory> getCustomInlineContentParserFactories() {
            var all = new ArrayList<InlineContentParserFactory>();
            all.add(links);
            all.addAll(document.getCustomInlineContentParserFactories());
            return all;
        }

        @Override
        public List<DelimiterProcessor> getCustomDelimiterProcessors() {
            return document.getCustomDelimiterProcessors();
        }

        @Override
        public List<LinkProcessor> getCustomLinkProcessors() {
            return document.getCustomLinkProcessors();
        }

        @Override
        public Set<Character> getCustomLinkMarkers() {
            return document.getCustomLinkMarkers();
        }

        @Override
        @SuppressWarnings("deprecation") // The interface still requires it.
        public LinkReferenceDefinition getLinkReferenceDefinition(String label) {
            return document.getLinkReferenceDefinition(label);
        }

        @Override
        public <D> D getDefinition(Class<D> type, String label) {
            return document.getDefinition(type, label);
        }
    }
}
