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
    /** How much of it stands before the first hit, so that one sees what it is about. */
    private static final int MAX_CHARACTERS_BEFORE_MATCH = 60;

    private static final String WORDLY = "[\\p{L}\\p{N}\\p{M}]";
    private static final String BETWEEN = "[^\\p{L}\\p{N}\\p{M}]+";
    /** Of scripts that put no spaces between words: a hit there may begin and end anywhere. */
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]");

    private final Pattern hits;

    Excerpt(List<Term> terms) {
        var patterns = terms.stream()
                .map(Excerpt::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        hits = patterns.isEmpty() ? null : Pattern.compile(String.join("|", patterns));
    }

    /** Of a message's body. */
    String of(String body) {
        var text = Normalizer.normalize(body, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
        var start = start(text);
        var end = end(text, start);
        return (start > 0 ? "…" : "") + marked(text.substring(start, end)) + (end < text.length() ? "…" : "");
    }

    private int start(String text) {
        var hit = hits(text).stream().findFirst();
        if (hit.isEmpty() || hit.get().start() <= MAX_CHARACTERS_BEFORE_MATCH) {
            return 0;
        }
        var from = hit.get().start() - MAX_CHARACTERS_BEFORE_MATCH;
        var space = text.indexOf(' ', from);
        return space >= 0 && space < hit.get().start() ? space + 1 : whole(text, from);
    }

    /** Where the terms stand in a text, whatever their case and accents are there. */
    private List<Hit> hits(String text) {
        if (hits == null) {
            return List.of();
        }
        var folded = Folding.folded(text);
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
        return space > start + MAX_CHARACTERS / 2 ? space : whole(text, start + MAX_CHARACTERS);
    }

    /** Not in the middle of a character. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private String marked(String text) {
        var html = new StringBuilder();
        var from = 0;
        for (var hit : hits(text)) {
            html.append(escaped(text.substring(from, hit.start())))
                    .append("<mark>")
                    .append(escaped(text.substring(hit.start(), hit.end())))
                    .append("</mark>");
            from = hit.end();
        }
        return html.append(escaped(text.substring(from))).toString();
    }

    private static String pattern(Term term) {
        var folded = Folding.fold(Normalizer.normalize(term.text(), Normalizer.Form.NFKC));
        var words =
                Stream.of(folded.split(BETWEEN)).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return "";
        }
        var inner = words.stream().map(Pattern::quote).collect(Collectors.joining(BETWEEN));
        var last = words.get(words.size() - 1);
        var open = term.prefix() || unspaced(last.codePointBefore(last.length()));
        return (unspaced(words.get(0).codePointAt(0)) ? "" : "(?<!" + WORDLY + ")")
                + inner
                + (open ? "" : "(?!" + WORDLY + ")");
    }

    private static boolean unspaced(int character) {
        return UNSPACED.matcher(Character.toString(character)).matches();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
