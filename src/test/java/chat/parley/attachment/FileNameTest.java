package chat.parley.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`form-data; name=\"file\"; filename=\"cat.png\"`,cat.png",
                "`form-data; name=\"file\"; filename=cat.png`,cat.png",
                "`form-data; name=\"file\"; filename=\"a b;c=d.png\"`,a b;c=d.png",
                "`form-data; name=\"file\"; filename=\"say %22hi%22.txt\"`,say \"hi\".txt",
                "`form-data; name=\"file\"; filename=\"say \\\"hi\\\".txt\"`,say \"hi\".txt",
                "`form-data; name=\"file\"; filename=\"old\"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt`,grüße.txt",
                "`form-data; name=\"file\"; filename*=UTF-8''%zz`,%zz"
            })
    void nameIsReadFromTheHeader(String disposition, String name) {
        assertThat(FileName.declared(disposition)).isEqualTo(name);
    }

    /** As long as the headers of a part may be. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\\\"", "\\", "\u0001"})
    void nameMayFillAHeader(String part) {
        var name = part.repeat(16_000 / part.length()) + ".png";

        assertThat(FileName.declared("form-data; name=\"file\"; filename=\"" + name + "\""))
                .isEqualTo(name.replace("\\\"", "\""));
        assertThat(FileName.declared("form-data; name=\"file\"; filename=\"" + name))
                .isIn(null, name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../etc/passwd,passwd",
                "C:\\Windows\\win.ini,win.ini",
                "`a\r\nSet-Cookie: b=c.txt`,aSet-Cookie: b=c.txt",
                "`  two words  `,two words",
                "`png.\u202egnp.exe`,png.gnp.exe",
                "`zero\u200bwidth`,zerowidth",
                "你好.txt,你好.txt",
                "🙂.gif,🙂.gif"
            })
    void unsafeCharactersAreReplaced(String header, String name) {
        assertThat(FileName.sanitized(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", ".", "..", "a/", "\\", "\u0000", "\ud800"})
    void missingNameBecomesFile(String header) {
        assertThat(FileName.sanitized(header)).isEqualTo("file");
    }

    @Test
    void longNameIsCutBeforeItsExtension() {
        assertThat(FileName.sanitized("a".repeat(1000) + ".png")).hasSize(200).endsWith("a.png");
        assertThat(FileName.sanitized("🙂".repeat(1000)).codePointCount(0, 400)).isEqualTo(200);
        assertThat(FileName.sanitized("a." + "b".repeat(1000))).hasSize(200);
    }

    @Test
    void headerEncodesAnyName() {
        assertThat(FileName.disposition("attachment", "say \"hi\" to grüße*.txt"))
                .isEqualTo(
                        "attachment; filename=\"say _hi_ to gr__e*.txt\"; filename*=UTF-8''say%20%22hi%22%20to%20gr%C3%BC%C3%9Fe%2A.txt");
    }
}
