package chat.parley.markdown;

import java.util.Set;
import java.util.function.Supplier;

import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * Turns web addresses in a text into links, before emphasis, emoji and mentions are looked for: an address is what was
 * typed, also with {@code _}, {@code *}, {@code :} or {@code @} in it. The autolink extension of commonmark-java looks for
 * addresses last, when the others have cut them up. Where an address ends follows GitHub Flavored Markdown 6.9, and
 * full-width punctuation ends one too, as texts without spaces have no other end.
 */
final class LinkParser implements InlineContentParserFactory, InlineContentParser {

    private static final Set<Character> TRIGGERS = Set.of('h', 'H', 'w', 'W');
    private static final String[] BEGINNINGS = {"https://", "http://", "www."};

    /** Punctuation that is the sentence's when an address ends with it. The last four are Arabic, Urdu and Hindi. */
    private static final String TRAILING = "?!.,:;'\u060C\u061B\u061F\u06D4\u0964\u0965";
    /** Part of an address, except at its end while emphasis of that kind may be open. */
    private static final String EMPHASIS = "*_~";
    /** Never part of an address: quotation marks, angle brackets, code, and punctuation of texts without spaces. */
    private static final String ENDING =
            "<>\"`\u00AB\u00BB\u2014\u2018\u201A\u201B\u201C\u201D\u201E\u201F\u2026\u2E3A\uFFE5";

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final Supplier<String> block;

    /** @param block the text of the block that is being parsed */
    LinkParser(Supplier<String> block) {
        this.block = block;
    }

    @Override
    public Set<Character> getTriggerCharacters() {
        return TRIGGERS;
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        var scanner = state.scanner();
        var before = scanner.peekPreviousCodePoint();
        if (before < 128 && Character.isLetterOrDigit(before) || !startsLikeAddress(scanner)) {
            return ParsedInline.none();
        }
        var start = scanner.position();
        scanner.match(next -> next != Scanner.END && next != '\n');
        var line = scanner.getSource(start, scanner.position()).getContent();
        scanner.match(next -> next != Scanner.END);
        var rest = scanner.getSource(start, scanner.position()).getContent().length();
        scanner.setPosition(start);

        var beginning = beginning(line);
        if (beginning == null || beginning.equals("www.") && "./@_-".indexOf(before) >= 0) {
            return ParsedInline.none();
        }
        var text = block.get();
        var end = end(line, beginning.length(), text.substring(0, Math.max(0, text.length() - rest)));
        if (end == beginning.length()) {
            return ParsedInline.none();
        }
        for (var at = 0; at < end; at++) {
            scanner.next();
        }
        var address = line.substring(0, end);
        var link = new Link(beginning.equals("www.") ? "http://" + address : address, null);
        link.appendChild(new Text(address));
        return ParsedInline.of(link, scanner.position());
    }

    /** A first look, without copying the line: most words with these letters are none. */
    private static boolean startsLikeAddress(Scanner scanner) {
        var start = scanner.position();
        var first = scanner.peek();
        scanner.next();
        var second = scanner.peek();
        scanner.setPosition(start);
        return (first | 0x20) == 'h' ? (second | 0x20) == 't' : (second | 0x20) == 'w';
    }

    private static String beginning(String line) {
        for (var beginning : BEGINNINGS) {
            if (line.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return beginning;
            }
        }
        return null;
    }

    /**
     * Returns the index in the line behind an address that begins at 0.
     *
     * @param from behind its scheme; the result if no host follows
     * @param before the text before the address, in which emphasis may begin
     */
    private static int end(String line, int from, String before) {
        if (from == line.length() || !Character.isLetterOrDigit(line.codePointAt(from)) && line.charAt(from) != '[') {
            return from;
        }
        var open = new int[OPENING.length()];
        var end = from;
        while (end < line.length()) {
            var next = line.charAt(end);
            var closes = CLOSING.indexOf(next);
            if (endsAddress(next) || closes >= 0 && open[closes]-- == 0) {
                break;
            }
            if (OPENING.indexOf(next) >= 0) {
                open[OPENING.indexOf(next)]++;
            }
            end++;
        }
        while (end > from && isTrailing(line.charAt(end - 1), before)) {
            end--;
        }
        return end;
    }

    private static boolean endsAddress(char next) {
        return Character.isWhitespace(next)
                || Character.isSpaceChar(next)
                || Character.isISOControl(next)
                || ENDING.indexOf(next) >= 0
                // CJK symbols and punctuation, and the full-width forms of ASCII punctuation.
                || next >= '\u3000' && next <= '\u303F'
                || next >= '\uFF01' && next <= '\uFF65' && !Character.isLetterOrDigit(next);
    }

    private static boolean isTrailing(char last, String before) {
        return TRAILING.indexOf(last) >= 0
                || OPENING.indexOf(last) >= 0
                || EMPHASIS.indexOf(last) >= 0 && before.indexOf(last) >= 0;
    }
}
