package chat.parley.account;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a name is to begin with, as patterns for SQL's {@code like} with a backslash as its escape. A username is held against
 * {@code whole}; a display name, in small letters, against both.
 *
 * @param whole for the beginning of a name
 * @param word for that of a later word in it
 */
public record NamePrefix(String whole, String word) {

    /** What has a meaning of its own in a pattern. */
    private static final Pattern WILD = Pattern.compile("[%_\\\\]");

    /** @param typed any case, and any characters; empty for all names */
    public static NamePrefix of(String typed) {
        var whole = WILD.matcher(typed.toLowerCase(Locale.ROOT)).replaceAll("\\\\$0") + "%";
        return new NamePrefix(whole, "% " + whole);
    }
}
