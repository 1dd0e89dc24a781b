package chat.parley.search;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import chat.parley.search.SearchQuery.Term;

/**
 * The part of a message around its first match, as HTML: the text is escaped, and {@code <mark>} around each match is
 * the only element.
 */
final class Excerpt {

    private static final int MAX_CHARACTERS = 200;
    /** Context before the first match. */
    private static final int MAX_CHARACTERS_BEFORE_MATCH = 60;

    private static final String WORD_CHARACTER = "[\\p{L}\\p{N}\\p{M}]";
    private static final String WORD_SEPARATOR = "[^\\p{L}\\p{N}\\p{M}]+";
    /** Scripts without spaces between words, in which a match may begin and end anywhere. */
    private static final Pattern SCRIPTS_WITHOUT_SPACES = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");

    private final Pattern hits;

    Excerpt(List<Term> terms) {
        var patterns = terms.stream()
                .map(Excerpt::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        hits = patterns.isEmpty() ? null : Pattern.compile(String.join("|", patterns));
    }

    /** Returns the excerpt of a message body, at most 200 characters plus markup. */
    String of(String body) {
        var text = Normalizer.normalize(body, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
        var start = start(text);
        var end = end(text, start);
        return (start > 0 ? "…" : "") + markHits(text.substring(start, end)) + (end < text.length() ? "…" : "");
    }

    private int start(String text) {
        var hit = hits(text).stream().findFirst();
        if (hit.isEmpty() || hit.get().start() <= MAX_CHARACTERS_BEFORE_MATCH) {
            return 0;
        }
        var from = hit.get().start() - MAX_CHARACTERS_BEFORE_MATCH;
        var space = text.indexOf(' ', from);
        return space >= 0 && space < hit.get().start() ? space + 1 : characterStart(text, from);
    }

    /** Finds the terms in a text, regardless of case and accents. */
    private List<Hit> hits(String text) {
        if (hits == null) {
            return List.of();
        }
        var folded = TextFolding.folded(text);
        return hits.matcher(folded.text())
                .results()
                .map(hit -> new Hit(folded.origins()[hit.start()], folded.origins()[hit.end()]))
                .filter(hit -> hit.start() < hit.end())
                .toList();
    }

    private record Hit(int start, int end) {}

    private static int end(String text, int start) {
        if (text.length() <= start + MAX_CHARACTERS) {
            return text.length();
        }
        var space = text.lastIndexOf(' ', start + MAX_CHARACTERS);
        return space > start + MAX_CHARACTERS / 2 ? space : characterStart(text, start + MAX_CHARACTERS);
    }

    /** Moves an index to the start of its character. */
    private static int characterStart(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    private String markHits(String text) {
        var html = new StringBuilder();
        var from = 0;
        for (var hit : hits(text)) {
            html.append(escape(text.substring(from, hit.start())))
                    .append("<mark>")
                    .append(escape(text.substring(hit.start(), hit.end())))
                    .append("</mark>");
            from = hit.end();
        }
        return html.append(escape(text.substring(from))).toString();
    }

    private static String pattern(Term term) {
        var folded = TextFolding.fold(Normalizer.normalize(term.text(), Normalizer.Form.NFKC));
        var words = Stream.of(folded.split(WORD_SEPARATOR))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return "";
        }
        var inner = words.stream().map(Pattern::quote).collect(Collectors.joining(WORD_SEPARATOR));
        var last = words.get(words.size() - 1);
        var open = term.prefix() || hasNoSpaces(last.codePointBefore(last.length()));
        return (hasNoSpaces(words.get(0).codePointAt(0)) ? "" : "(?<!" + WORD_CHARACTER + ")")
                + inner
                + (open ? "" : "(?!" + WORD_CHARACTER + ")");
    }

    private static boolean hasNoSpaces(int character) {
        return SCRIPTS_WITHOUT_SPACES.matcher(Character.toString(character)).matches();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
