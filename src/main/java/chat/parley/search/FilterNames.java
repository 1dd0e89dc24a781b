package chat.parley.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.i18n.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** The spellings of search filters: the English ones for everyone, and those of the user's language. */
final class FilterNames {

    private static final String FILE = "file";

    /** The names that are valid in every language. */
    static final FilterNames ENGLISH = new FilterNames(Map.of(), Filter.HAS.id(), FILE);

    private static final Map<Language, FilterNames> BY_LANGUAGE = new ConcurrentHashMap<>();

    private final Map<String, Filter> names = new HashMap<>();
    private final String has;
    private final String file;
    private final Pattern pattern;

    private FilterNames(Map<String, Filter> localNames, String has, String file) {
        this.has = has;
        this.file = file;
        for (var filter : Filter.values()) {
            names.put(filter.id(), filter);
        }
        names.putAll(localNames);
        pattern = Pattern.compile(
                "(?<filter>%s)[:：](?:\"(?<quoted>[^\"]*)\"?|(?<value>\\S*))|\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+)"
                        .formatted(names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"))),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static FilterNames in(Language language) {
        return BY_LANGUAGE.computeIfAbsent(language, FilterNames::read);
    }

    private static FilterNames read(Language language) {
        var words = MessageBundles.get(FilterMessages.class, Localized.Literal.of(language.tag()));
        return new FilterNames(
                Arrays.stream(Filter.values()).collect(Collectors.toMap(filter -> filter.in(words), filter -> filter)),
                words.has(),
                words.file());
    }

    /**
     * Splits a query into filters with their values, which may be quoted, phrases, and words. A quotation mark
     * without a closing one quotes the rest. The colon may be full-width, as on Chinese keyboards.
     */
    Matcher pieces(String typed) {
        return pattern.matcher(typed);
    }

    /**
     * Returns a filter by its name.
     *
     * @param written the text before the colon, case-insensitive
     */
    Filter filterOf(String written) {
        return names.get(written.toLowerCase(Locale.ROOT));
    }

    /** Whether the value of {@link Filter#HAS} is valid. */
    boolean isFile(String value) {
        return value.equalsIgnoreCase(FILE) || value.equalsIgnoreCase(file);
    }

    /** The correct spelling, for error messages. */
    String hasFile() {
        return has + ":" + file;
    }
}
