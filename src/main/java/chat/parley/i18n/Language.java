package chat.parley.i18n;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

import com.fasterxml.jackson.annotation.JsonValue;

/** The supported languages. Stored and serialized as BCP 47 tags. */
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    SPANISH("es"),
    /** In simplified characters. */
    CHINESE("zh"),
    ARABIC("ar");

    private static final List<String> TAGS =
            Arrays.stream(values()).map(Language::tag).toList();

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    @JsonValue
    public String tag() {
        return tag;
    }

    /** For numbers and times: with the digits that everything here is written in. */
    public Locale locale() {
        return Locale.forLanguageTag(tag + "-u-nu-latn");
    }

    /** What the language calls itself. */
    public String ownName() {
        return locale().getDisplayLanguage(locale());
    }

    public boolean rightToLeft() {
        return this == ARABIC;
    }

    /**
     * The language of the pages for a browser.
     *
     * @param accepted its {@code Accept-Language}; null or nonsense for English
     */
    public static Language fromAcceptLanguage(String accepted) {
        if (accepted == null) {
            return ENGLISH;
        }
        try {
            var found = Locale.lookupTag(LanguageRange.parse(accepted), TAGS);
            return found == null ? ENGLISH : tagged(found);
        } catch (IllegalArgumentException nonsense) {
            return ENGLISH;
        }
    }

    /** @throws java.util.NoSuchElementException for a tag that is none of theirs */
    public static Language tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst()
                .orElseThrow();
    }
}
