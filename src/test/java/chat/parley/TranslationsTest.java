package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import chat.parley.i18n.Language;

/** Each text of the service is translated into every language, and no unused texts remain. */
class TranslationsTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+(?:\\.\\w+)?}");
    private static final Pattern PART = Pattern.compile("(?:^|\\| )(zero|one|two|few|many|other): ");
    /** A template names a text after its bundle, Java after a point or two colons, and a script in quotes. */
    private static final Pattern TEXT_NAME = Pattern.compile("(?<=[.:])\\w+\\b|(?<=')\\w+(?=')");

    private static final Pattern SCRIPT_TEXT_NAME = Pattern.compile("\\bsay(?:Count)?\\(\\s*'(\\w+)'");
    /** The categories of whole numbers by CLDR 44; Spanish has its own for millions. */
    private static final Map<Language, Set<String>> CATEGORIES = Map.of(
            Language.ENGLISH, Set.of("one", "other"),
            Language.GERMAN, Set.of("one", "other"),
            Language.SPANISH, Set.of("one", "many", "other"),
            Language.CHINESE, Set.of("other"),
            Language.ARABIC, Set.of("zero", "one", "two", "few", "many", "other"));

    static List<Translations> bundles() {
        return Translations.all();
    }

    static Stream<Arguments> translations() {
        return bundles().stream()
                .flatMap(words -> Arrays.stream(Language.values())
                        .filter(language -> language != Language.ENGLISH)
                        .map(language -> Arguments.of(words, language)));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTextIsTranslated(Translations words, Language language) {
        var translated = words.in(language);

        assertThat(translated.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        words.texts().stream().map(Method::getName).toList());
        assertThat(translated.values())
                .allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTranslationUsesTheParametersOfTheText(Translations words, Language language) {
        var translated = words.in(language);

        for (var text : words.texts()) {
            assertThat(parameters(translated.getProperty(text.getName())))
                    .as(text.getName())
                    .isEqualTo(parameters(Translations.english(text)));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyTranslationHasThePluralFormsOfItsLanguage(Translations words, Language language) {
        var translated = words.in(language);

        for (var text : words.texts()) {
            var counts = !categories(Translations.english(text)).isEmpty();
            assertThat(categories(translated.getProperty(text.getName())))
                    .as(text.getName())
                    .isEqualTo(counts ? CATEGORIES.get(language) : Set.of());
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyTextIsUsed(Translations words) throws IOException {
        var usedNames =
                TEXT_NAME.matcher(sources()).results().map(MatchResult::group).collect(Collectors.toSet());

        assertThat(usedNames)
                .containsAll(words.texts().stream().map(Method::getName).toList());
    }

    /** Otherwise the server-rendered page and later updates by script would differ. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void templatesAndScriptsUseTheSameTexts(Language language) {
        var script = bundleNamed("script");
        for (var template : Stream.of("message", "chat", "dialog", "common", "filter")
                .map(TranslationsTest::bundleNamed)
                .toList()) {
            for (var text : script.texts()) {
                template.texts().stream()
                        .filter(twin -> Translations.english(twin).equals(Translations.english(text)))
                        .forEach(twin -> assertThat(script.in(language).getProperty(text.getName()))
                                .as(text.getName())
                                .isEqualTo(template.in(language).getProperty(twin.getName())));
            }
        }
    }

    /** Shortcodes of emoji are lower case and unambiguous. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void searchFilterNamesAreUniqueSingleWords(Language language) {
        var filters = List.of("from", "in", "before", "after", "has");
        var usedNames = filters.stream()
                .collect(Collectors.toMap(
                        filter -> filter, filter -> Translations.translate(language, "filter:" + filter)));

        assertThat(usedNames.values())
                .doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[\\p{Ll}\\p{Lo}]+").asMatchPredicate());
        assertThat(usedNames)
                .allSatisfy((filter, word) ->
                        assertThat(filters.contains(word)).as(word).isEqualTo(word.equals(filter)));
    }

    @Test
    void everyTextOfTheScriptExists() throws IOException {
        var script = bundleNamed("script");
        var usedNames = SCRIPT_TEXT_NAME
                .matcher(sources())
                .results()
                .map(found -> found.group(1))
                .distinct();

        assertThat(script.texts()).extracting(Method::getName).containsAll(usedNames.toList());
    }

    private static Translations bundleNamed(String name) {
        return bundles().stream()
                .filter(words -> words.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String sources() throws IOException {
        try (var files =
                Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/main/resources")))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|html|txt|ts)")
                            && !file.toString().endsWith("Translations.java"))
                    .map(TranslationsTest::readFile)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String readFile(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Set<String> parameters(String text) {
        return findAll(PARAMETER, text, 0);
    }

    private static Set<String> categories(String text) {
        return findAll(PART, text, 1);
    }

    private static Set<String> findAll(Pattern what, String text, int group) {
        return what.matcher(text == null ? "" : text)
                .results()
                .map(found -> found.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
