package chat.parley.i18n;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes invisible characters from names and topics, so that two names that look the same are the same,
 * and no name turns the direction of the text around it. What counts as invisible is Unicode's property
 * Default_Ignorable_Code_Point, with the blank Braille pattern.
 */
public final class VisibleText {

    private static final Pattern SPACES = Pattern.compile("\\p{Z}+");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;

    /** Joiners between letters of these change how a word looks. */
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.NKO,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private VisibleText() {}

    /**
     * Returns a text without invisible characters. Joiners stay where they change how letters look, and in emoji; so do the
     * selectors and tags of emoji. Everything else is unchanged, also spaces and line breaks.
     *
     * @param text null for none
     */
    public static String of(String text) {
        if (text == null || text.codePoints().noneMatch(VisibleText::isInvisible)) {
            return text;
        }
        var characters = text.codePoints().toArray();
        var visible = new StringBuilder();
        for (var at = 0; at < characters.length; at++) {
            if (!isInvisible(characters[at]) || isNeeded(characters, at)) {
                visible.appendCodePoint(characters[at]);
            }
        }
        return visible.toString();
    }

    /**
     * Returns a name as {@link #of} does, with each space replaced by an ordinary one: names that differ in the
     * kind or number of spaces look the same.
     *
     * @param text null for none
     */
    public static String name(String text) {
        return text == null ? null : SPACES.matcher(of(text)).replaceAll(" ");
    }

    /**
     * Returns whether a character shows nothing by itself, and takes no room: format characters, also those that turn the
     * direction, fillers and selectors. Spaces and controls are not among them.
     */
    public static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT && !isVisibleFormat(codePoint)
                || codePoint == 0x034F
                || codePoint >= 0x115F && codePoint <= 0x1160
                || codePoint >= 0x17B4 && codePoint <= 0x17B5
                || codePoint >= 0x180B && codePoint <= 0x180F
                || codePoint >= 0x2060 && codePoint <= 0x206F
                || codePoint == 0x2800
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F
                || codePoint >= 0xFFF0 && codePoint <= 0xFFFB
                || codePoint >= 0x1BCA0 && codePoint <= 0x1BCA3
                || codePoint >= 0x1D173 && codePoint <= 0x1D17A
                || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
    }

    /** Signs of Arabic, Syriac, Kaithi and Egyptian numbers and words are format characters that show. */
    private static boolean isVisibleFormat(int codePoint) {
        return codePoint >= 0x0600 && codePoint <= 0x0605
                || codePoint == 0x06DD
                || codePoint == 0x070F
                || codePoint >= 0x0890 && codePoint <= 0x0891
                || codePoint == 0x08E2
                || codePoint == 0x110BD
                || codePoint == 0x110CD
                || codePoint >= 0x13430 && codePoint <= 0x1343F;
    }

    private static boolean isNeeded(int[] characters, int at) {
        var character = characters[at];
        var before = at > 0 ? characters[at - 1] : 0;
        var after = at + 1 < characters.length ? characters[at + 1] : 0;
        if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER) {
            return joins(before) && joins(after) || character == ZERO_WIDTH_JOINER && isEmoji(before) && isEmoji(after);
        }
        if (character == EMOJI_SELECTOR) {
            return isEmoji(before) && before != EMOJI_SELECTOR || after == KEYCAP;
        }
        return character >= FIRST_TAG && character <= LAST_TAG && beginsWithFlag(characters, at);
    }

    private static boolean joins(int codePoint) {
        return JOINING.contains(UnicodeScript.of(codePoint))
                || Character.getType(codePoint) == Character.NON_SPACING_MARK && codePoint > 0x0600;
    }

    private static boolean isEmoji(int codePoint) {
        return codePoint == EMOJI_SELECTOR
                || Character.getType(codePoint) == Character.OTHER_SYMBOL
                || Character.getType(codePoint) == Character.MODIFIER_SYMBOL && codePoint >= 0x1F3FB
                || Character.getType(codePoint) == Character.MATH_SYMBOL && codePoint > 0x2000
                || codePoint == 0x203C
                || codePoint == 0x2049
                || codePoint == 0x3030;
    }

    /** The flags of England, Scotland and Wales are a black flag and tags. */
    private static boolean beginsWithFlag(int[] characters, int at) {
        var begin = at;
        while (begin > 0 && characters[begin] >= FIRST_TAG && characters[begin] <= LAST_TAG) {
            begin--;
        }
        return characters[begin] == BLACK_FLAG;
    }
}
