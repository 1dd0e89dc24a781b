package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.quarkus.qute.i18n.Message;

class LanguageTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', value = {
            "de| GERMAN", "de-AT,de;q=0.9,en;q=0.5| GERMAN", "fr,es;q=0.3| SPANISH", "zh-CN| CHINESE", "zh-Hans-SG| CHINESE",
            "ar-EG| ARABIC", "en-GB| ENGLISH", "fr| ENGLISH", "*| ENGLISH", "none| ENGLISH", "''| ENGLISH", "de;q=9| ENGLISH",
            "%%%| ENGLISH" })
    void theFirstThatWeSpeakIsTaken(String accepted, Language language) {
        assertThat(Language.asked(accepted)).isEqualTo(language);
    }

    @Test
    void theServiceIsBuiltForAllOfThem() {
        var built = ConfigProvider.getConfig().getValues("quarkus.locales", String.class);

        assertThat(built).containsExactlyInAnyOrderElementsOf(Arrays.stream(Language.values()).map(Language::tag).toList());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void everyMailIsWholeInEveryLanguage(Language language) throws IOException {
        var translated = translated(language);

        for (var message : MailMessages.class.getDeclaredMethods()) {
            var text = translated.getProperty(message.getName());
            assertThat(text).as(message.getName()).isNotBlank();
            assertThat(parameters(text)).as(message.getName()).isEqualTo(parameters(english(message)));
        }
        assertThat(translated).as("and says nothing else").hasSize(MailMessages.class.getDeclaredMethods().length);
    }

    private static Properties translated(Language language) throws IOException {
        var translated = new Properties();
        try (var file = LanguageTest.class.getResourceAsStream("/messages/mail_%s.properties".formatted(language.tag()))) {
            translated.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return translated;
    }

    private static String english(Method message) {
        return message.getAnnotation(Message.class).value();
    }

    private static TreeSet<String> parameters(String text) {
        return PARAMETER.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
