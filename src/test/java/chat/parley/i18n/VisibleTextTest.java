package chat.parley.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
                        0x202A,
                0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2063, 0x2066, 0x2069, 0x206F, 0x2800, 0x3164, 0xFE00, 0xFE0F,
                        0xFEFF,
                0xFFA0, 0xFFF9, 0x1D173, 0xE0001, 0xE0041, 0xE0100
            })
    void invisibleCharactersAreRemoved(int invisible) {
        var sign = Character.toString(invisible);

        assertThat(VisibleText.of(sign)).isEmpty();
        assertThat(VisibleText.of("Gen" + sign + "eral")).isEqualTo("General");
        assertThat(VisibleText.of(sign + "General" + sign + sign)).isEqualTo("General");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Zoë Müller-O'Neil",
                "a\u00A0b c\u3000d",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian
                "\u0915\u094D\u200D\u0937", // Devanagari
                "\u2764\uFE0F",
                "1\uFE0F\u20E3",
                "\uD83D\uDC69\u200D\uD83D\uDCBB",
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "\uD83D\uDC69\uD83C\uDFFD\u200D\u2695\uFE0F",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "\u06DD\u0661"
            })
    void charactersThatAffectRenderingAreKept(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void spacesInNamesAreNormalized() {
        assertThat(VisibleText.name("The\u00A0 long\u3000\u200Broom\u2028")).isEqualTo("The long room ");
    }

    @Test
    void emptyTextStaysEmpty() {
        assertThat(VisibleText.of(null)).isNull();
        assertThat(VisibleText.name(null)).isNull();
    }
}
