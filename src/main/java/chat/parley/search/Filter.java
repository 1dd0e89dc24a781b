package chat.parley.search;

import java.util.Locale;
import java.util.function.Function;

/** The filters of a search. */
enum Filter {
    FROM(FilterMessages::from),
    IN(FilterMessages::in),
    BEFORE(FilterMessages::before),
    AFTER(FilterMessages::after),
    HAS(FilterMessages::has);

    private final Function<FilterMessages, String> word;

    Filter(Function<FilterMessages, String> word) {
        this.word = word;
    }

    /** The name in English and in error responses, for example {@code from}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in a language. */
    String in(FilterMessages words) {
        return word.apply(words);
    }
}
