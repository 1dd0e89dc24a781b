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

    /** Those that mean the same in every language. */
    static final FilterNames OF_PROGRAMS = new FilterNames(Map.of(), Filter.HAS.id(), FILE);

    private static final Map<Language, FilterNames> BY_LANGUAGE = new ConcurrentHashMap<>();

    private final Map<String, Filter> names = new HashMap<>();
    private final String has;
    private final String file;
    private final Pattern piece;

    private FilterNames(Map<String, Filter> own, String has, String file) {
        this.has = has;
        this.file = file;
        for (var filter : Filter.values()) {
            names.put(filter.id(), filter);
        }
        names.putAll(own);
        piece = Pattern.compile(
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
     * Finds the pieces of what was typed, one after the other: a filter with its value, which may be quoted, a phrase, or a word.
     * A quotation mark that is not closed quotes all that follows. The colon may be a wide one, as Chinese keyboards write it.
     */
    Matcher pieces(String typed) {
        return piece.matcher(typed);
    }

    /** @param written as it stands before the colon, in any case */
    Filter meant(String written) {
        return names.get(written.toLowerCase(Locale.ROOT));
    }

    /** Whether that is what a message may have. */
    boolean file(String value) {
        return value.equalsIgnoreCase(FILE) || value.equalsIgnoreCase(file);
    }

    /** As somebody should have written it. */
    String hasFile() {
        return has + ":" + file;
    }
}
