package chat.parley.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The appearance of pages: theme, contrast and density. The default follows the system. */
record Appearance(Theme theme, Contrast contrast, Density density) {

    enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    enum Contrast {
        SYSTEM,
        MORE
    }

    enum Density {
        ROOMY,
        COMPACT
    }

    static final Appearance DEFAULT = new Appearance(Theme.SYSTEM, Contrast.SYSTEM, Density.ROOMY);

    /**
     * Parses the value of the cookie.
     *
     * @param text as returned by {@link #text()}; unknown words are ignored
     */
    static Appearance parse(String text) {
        var words = List.of(text.split("\\.", -1));
        return new Appearance(
                named(Theme.values(), words), named(Contrast.values(), words), named(Density.values(), words));
    }

    /** The values that differ from the default, for the cookie. */
    String text() {
        return Stream.of(theme, contrast, density)
                .filter(chosen -> chosen.ordinal() > 0)
                .map(Appearance::word)
                .collect(Collectors.joining("."));
    }

    /** The choice that the words contain, else the first one. */
    private static <Choice extends Enum<Choice>> Choice named(Choice[] choices, List<String> words) {
        return Stream.of(choices)
                .skip(1)
                .filter(choice -> words.contains(word(choice)))
                .findFirst()
                .orElse(choices[0]);
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
