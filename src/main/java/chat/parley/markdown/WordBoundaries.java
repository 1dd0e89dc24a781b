package chat.parley.markdown;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Decides which characters continue a word. */
final class WordBoundaries {

    /** Written without spaces between words, or with particles that are attached to names. */
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private WordBoundaries() {}

    /**
     * Returns whether this character continues the word of the adjacent character: a letter, mark or digit of a script with
     * spaces.
     *
     * @param codePoint a character, or 0 for none
     */
    static boolean continuesWord(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) || isMark(codePoint))
                && !UNSPACED.contains(UnicodeScript.of(codePoint));
    }

    private static boolean isMark(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
