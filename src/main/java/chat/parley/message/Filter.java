package chat.parley.message;

import java.util.Locale;
import java.util.function.Function;

/** What narrows a search down. */
enum Filter {
    FROM(FilterWords::from),
    IN(FilterWords::in),
    BEFORE(FilterWords::before),
    AFTER(FilterWords::after),
    HAS(FilterWords::has);

    private final Function<FilterWords, String> word;

    Filter(Function<FilterWords, String> word) {
        this.word = word;
    }

    /** As programs write it, and answers say what is wrong with it: {@code from}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String in(FilterWords words) {
        return word.apply(words);
    }
}
