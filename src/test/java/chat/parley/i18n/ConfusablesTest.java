package chat.parley.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusablesTest {

    @ParameterizedTest
    @CsvSource({
        "Mira, Мira",
        "Mira, mira",
        "Mira, Mirа",
        "Mira, Μіга",
        "Mira, Ｍｉｒａ",
        "Mira, 𝐌𝐢𝐫𝐚",
        "Mira, Mıra",
        "Mira, Mirà",
        "Mira, M i r a",
        "Mira, Mira.",
        "Ian, lan",
        "Ian, 1an",
        "Tom, T0m",
        "Tom, Τοm",
        "Bernd, Bemd",
        "paypal, раураl",
        "Ian, |an",
        "Mera, M℮ra",
        "Sorensen, Sørensen",
        "Tom 1, Tom ١",
        "josé, jose",
    })
    void namesThatLookAlikeHaveOneSkeleton(String name, String lookalike) {
        assertThat(Confusables.skeleton(lookalike)).isEqualTo(Confusables.skeleton(name));
    }

    @ParameterizedTest
    @CsvSource({"Mira, Mara", "Tom, Tim", "张伟, 张玮", "محمد, محمود", "Иван, Ирина", "Anna, Hanna"})
    void otherNamesHaveOthers(String name, String other) {
        assertThat(Confusables.skeleton(other)).isNotEqualTo(Confusables.skeleton(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "🦊", "---"})
    void aNameWithoutLettersHasNone(String name) {
        assertThat(Confusables.skeleton(name)).isEmpty();
    }

    @Test
    void aSkeletonIsItsOwn() {
        for (var name : new String[] {"Mira Weber", "Иван", "张伟", "Ian-1"}) {
            assertThat(Confusables.skeleton(Confusables.skeleton(name))).isEqualTo(Confusables.skeleton(name));
        }
    }
}
