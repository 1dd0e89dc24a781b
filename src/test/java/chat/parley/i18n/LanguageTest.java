package chat.parley.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "de| GERMAN",
                "de-AT,de;q=0.9,en;q=0.5| GERMAN",
                "fr,es;q=0.3| SPANISH",
                "zh-CN| CHINESE",
                "zh-Hans-SG| CHINESE",
                "ar-EG| ARABIC",
                "en-GB| ENGLISH",
                "fr| ENGLISH",
                "*| ENGLISH",
                "none| ENGLISH",
                "''| ENGLISH",
                "de;q=9| ENGLISH",
                "%%%| ENGLISH"
            })
    void firstSupportedLanguageIsUsed(String accepted, Language language) {
        assertThat(Language.fromAcceptLanguage(accepted)).isEqualTo(language);
    }

    @Test
    void everyLanguageIsInTheBuildConfiguration() {
        var built = ConfigProvider.getConfig().getValues("quarkus.locales", String.class);

        assertThat(built)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Language.values()).map(Language::tag).toList());
    }
}
