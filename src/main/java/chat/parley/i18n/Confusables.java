package chat.parley.i18n;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds names that look alike. The table holds the letters of Cyrillic, Greek, Armenian and Latin, and the digits and
 * signs, that most fonts draw like a Latin letter; it is a selection of the confusables of Unicode Technical Standard
 * 39. Marks, case, spaces and punctuation are ignored too, as they are easily overlooked.
 */
public final class Confusables {

    private static final Pattern IGNORED = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A Latin letter, and the characters in lower case that look like it in lower or upper case. */
    private static final String[] LIKE = {
        "a", "аɑα",
        "b", "вьβ",
        "c", "сϲⅽ",
        "d", "ԁⅾđ",
        "e", "еєε℮",
        "f", "ƒ",
        "g", "ɡԍ",
        "h", "һнηհ",
        "j", "јյ",
        "k", "кκ",
        // The capital I, the small l and the digit 1 are one for the eye.
        "l", "iіι1ıӏ|ⅼⅰł",
        "m", "мμ",
        "n", "ռոπп",
        "o", "0оοօσø",
        "p", "рρ",
        "q", "ԛ",
        "r", "гᴦ",
        "s", "ѕ5",
        "t", "тτ",
        "u", "սυ",
        "v", "ѵνⅴ",
        "w", "ѡԝω",
        "x", "хχⅹ",
        "y", "уүγ",
        "z", "ᴢζ"
    };

    private static final Map<Integer, String> LETTERS = new HashMap<>();

    static {
        for (var at = 0; at < LIKE.length; at += 2) {
            var letter = LIKE[at];
            LIKE[at + 1].codePoints().forEach(like -> LETTERS.put(like, letter));
        }
    }

    private Confusables() {}

    /**
     * The skeleton of a name: names that look alike have the same one. It is for comparison only.
     *
     * @param name of any length; its time grows with the length
     * @return empty if the name has neither letters nor digits: such names are not compared
     */
    public static String skeleton(String name) {
        var plain = Normalizer.normalize(VisibleText.name(name), Form.NFKD).toLowerCase(Locale.ROOT);
        var skeleton = new StringBuilder(plain.length());
        plain.codePoints()
                .map(Confusables::westernDigit)
                .mapToObj(character -> LETTERS.getOrDefault(character, Character.toString(character)))
                .filter(character -> !IGNORED.matcher(character).matches())
                .forEach(skeleton::append);
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }

    private static int westernDigit(int character) {
        return Character.isDigit(character) ? '0' + Character.digit(character, 10) : character;
    }
}
