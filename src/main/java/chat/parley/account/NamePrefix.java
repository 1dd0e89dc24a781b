package chat.parley.account;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name prefix as patterns for SQL {@code like}, with a backslash as the escape character. Usernames are compared with
 * {@code whole}; display names, in lower case, with both.
 *
 * @param whole for the start of a name
 * @param word for the start of a later word in it
 */
public record NamePrefix(String whole, String word) {

    /** Characters with a special meaning in a pattern. */
    private static final Pattern WILDCARDS = Pattern.compile("[%_\\\\]");

    /** @param typed any case, and any characters; empty for all names */
    public static NamePrefix of(String typed) {
        var whole = WILDCARDS.matcher(typed.toLowerCase(Locale.ROOT)).replaceAll("\\\\$0") + "%";
        return new NamePrefix(whole, "% " + whole);
    }
}
