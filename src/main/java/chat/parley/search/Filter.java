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

    /** As programs write it, and answers say what is wrong with it: {@code from}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String in(FilterMessages words) {
        return word.apply(words);
    }
}
