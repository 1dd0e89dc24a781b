package chat.parley.attachment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match}: {@code *}, or a list of entity tags (RFC 9110, sections
 * 8.8.3, 13.1.1 and 13.1.2). The parser of the platform splits tags that contain commas and uses the strong comparison
 * for weak tags.
 */
final class EntityTags {

    private static final Pattern NEXT = Pattern.compile("[\\s,]*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*(?=,|$)");

    private final boolean any;
    private final Set<String> strong = new HashSet<>();
    private final Set<String> all = new HashSet<>();

    private EntityTags(String list) {
        this.any = list.strip().equals("*");
        var next = NEXT.matcher(list);
        while (next.lookingAt()) {
            all.add(next.group(2));
            if (next.group(1) == null) {
                strong.add(next.group(2));
            }
            next.region(next.end(), list.length());
        }
    }

    /**
     * Parses the values of a header, up to the first invalid tag.
     *
     * @param lines one value for each occurrence of the header
     */
    static EntityTags of(List<String> lines) {
        return new EntityTags(String.join(",", lines));
    }

    /** The weak comparison, for {@code If-None-Match}. */
    boolean matchWeakly(String tag) {
        return any || all.contains(tag);
    }

    /** The strong comparison, for {@code If-Match}. */
    boolean matchStrongly(String tag) {
        return any || strong.contains(tag);
    }
}
