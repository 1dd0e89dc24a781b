package chat.parley.search;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Folds letters that users treat as equal in a search: case, accents, Arabic vowel marks, tatweel and variants of
 * letters, and digits of all scripts. It does what the SQL function {@code search_text} does, so that excerpts mark what
 * the index found; {@code TextFoldingTest} compares them. Marks of Indic scripts, Thai and Japanese are parts of a letter
 * and stay.
 */
final class TextFolding {

    /** Letters without a decomposition in Unicode. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ς', "σ"),
            // Arabic: teh marbuta, alef maksura, alef wasla; Persian and Urdu kaf, yeh and heh.
            Map.entry(0x0629, "\u0647"),
            Map.entry(0x0649, "\u064A"),
            Map.entry(0x0671, "\u0627"),
            Map.entry(0x06A9, "\u0643"),
            Map.entry(0x06BE, "\u0647"),
            Map.entry(0x06C1, "\u0647"),
            Map.entry(0x06CC, "\u064A"),
            Map.entry(0x06D5, "\u0647"));

    private TextFolding() {}

    /**
     * A folded text.
     *
     * @param origins for each index of {@code text}, the index in the original of the character that it comes from;
     *        one more for its end
     */
    record Folded(String text, int[] origins) {}

    /** Folds a word. */
    static String fold(String text) {
        return folded(text).text();
    }

    /** Folds a text and records the origin of each character. */
    static Folded folded(String original) {
        var text = new StringBuilder();
        var origins = new int[original.length() + 1];
        for (var index = 0; index < original.length(); ) {
            var codePoint = original.codePointAt(index);
            var folded = foldOne(codePoint);
            if (text.length() + folded.length() >= origins.length) {
                origins = Arrays.copyOf(origins, 2 * (text.length() + folded.length()));
            }
            for (var offset = 0; offset < folded.length(); offset++) {
                origins[text.length() + offset] = index;
            }
            text.append(folded);
            index += Character.charCount(codePoint);
        }
        origins[text.length()] = original.length();
        return new Folded(text.toString(), origins);
    }

    private static String foldOne(int codePoint) {
        if (codePoint < 0x80) {
            return String.valueOf((char) Character.toLowerCase(codePoint));
        }
        if (isUnified(codePoint)) {
            return Character.toString(codePoint);
        }
        var folded = new StringBuilder();
        var lower =
                Normalizer.normalize(Character.toString(codePoint), Form.NFKD).toLowerCase(Locale.ROOT);
        lower.codePoints().forEach(part -> {
            if (Character.isDigit(part)) {
                folded.append(Character.digit(part, 10));
            } else if (LETTERS.containsKey(part)) {
                folded.append(LETTERS.get(part));
            } else if (!isIgnored(part)) {
                folded.appendCodePoint(part);
            }
        });
        return Normalizer.normalize(folded, Form.NFC);
    }

    /** Chinese characters, kana and Hangul stay unchanged, which avoids slow normalization for such texts. */
    private static boolean isUnified(int codePoint) {
        return codePoint >= 0x3041 && codePoint <= 0x3096
                || codePoint >= 0x30A1 && codePoint <= 0x30FA
                || codePoint >= 0x3400 && codePoint <= 0x9FFF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3;
    }

    /** Accents, and the marks of Hebrew and Arabic. */
    private static boolean isIgnored(int codePoint) {
        return codePoint >= 0x0300 && codePoint <= 0x036F
                || codePoint >= 0x0483 && codePoint <= 0x0489
                || codePoint >= 0x0591 && codePoint <= 0x05BD
                || codePoint == 0x05BF
                || codePoint >= 0x05C1 && codePoint <= 0x05C2
                || codePoint >= 0x05C4 && codePoint <= 0x05C5
                || codePoint == 0x05C7
                || codePoint >= 0x0610 && codePoint <= 0x061A
                || codePoint == 0x0640
                || codePoint >= 0x064B && codePoint <= 0x065F
                || codePoint == 0x0670
                || codePoint >= 0x06D6 && codePoint <= 0x06DC
                || codePoint >= 0x06DF && codePoint <= 0x06E4
                || codePoint >= 0x06E7 && codePoint <= 0x06E8
                || codePoint >= 0x06EA && codePoint <= 0x06ED
                || codePoint >= 0x08D3 && codePoint <= 0x08E1
                || codePoint >= 0x08E3 && codePoint <= 0x08FF
                || codePoint >= 0x1AB0 && codePoint <= 0x1AFF
                || codePoint >= 0x1DC0 && codePoint <= 0x1DFF
                || codePoint >= 0x20D0 && codePoint <= 0x20FF
                || codePoint >= 0xFE20 && codePoint <= 0xFE2F;
    }
}
