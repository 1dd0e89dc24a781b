package chat.parley.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import chat.parley.i18n.Language;

/** The messages of validation annotations are translated into every language, and no unused messages remain. */
class ValidationMessagesTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");
    private static final Pattern MESSAGE = Pattern.compile("\\b(?:message =|message\\(\\) default) \"([^\"]*)\"");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
    void everyMessageIsTranslatedWithItsParameters(Language language) throws IOException {
        var english = texts("");
        var translated = texts("_" + language.tag());

        assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(translated.stringPropertyNames()).allSatisfy(key -> {
            assertThat(translated.getProperty(key)).isNotBlank();
            assertThat(parameters(translated.getProperty(key))).as(key).isEqualTo(parameters(english.getProperty(key)));
        });
    }

    /** The bundle is empty; without it, English users would get the language of the machine. */
    @Test
    void englishHasItsOwnFile() throws IOException {
        assertThat(texts("_" + Language.ENGLISH.tag())).isEmpty();
    }

    @Test
    void everyMessageIsUsed() throws IOException {
        var keys =
                texts("").stringPropertyNames().stream().map("{%s}"::formatted).toList();

        assertThat(usedMessages()).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static Properties texts(String suffix) throws IOException {
        var texts = new Properties();
        try (var file = ValidationMessagesTest.class.getResourceAsStream(
                "/ValidationMessages%s.properties".formatted(suffix))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Set<String> usedMessages() throws IOException {
        var messages = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                MESSAGE.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    private static Set<String> parameters(String text) {
        return PARAMETER
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
