package chat.parley.attachment.codec;

import static chat.parley.attachment.TestImages.SECRET_LOCATION;
import static chat.parley.attachment.TestImages.exif;
import static chat.parley.attachment.TestImages.join;
import static chat.parley.attachment.TestImages.jpeg;
import static chat.parley.attachment.TestImages.latin;
import static chat.parley.attachment.TestImages.segment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.attachment.TestImages;

/** Detects the type of a file and removes its metadata. */
class MediaInfoTest {

    /** The detected type and the bytes that were stored. */
    private record Result(MediaInfo contents, byte[] bytes) {

        String text() {
            return new String(bytes, ISO_8859_1);
        }
    }

    static Stream<byte[]> pictures() {
        return Stream.of(TestImages.png(40, 30), jpeg(40, 30), TestImages.gif(40, 30), TestImages.webp(40, 30));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void dimensionsAreReadFromTheImage(byte[] picture) throws IOException {
        var passed = process(picture);

        assertThat(passed.contents().width()).isEqualTo(40);
        assertThat(passed.contents().height()).isEqualTo(30);
        assertThat(passed.contents().isDisplayable()).isTrue();
    }

    /** Anyone can upload a truncated file. It must be treated as a plain download, never shown inline. */
    @ParameterizedTest
    @MethodSource("pictures")
    void truncatedImageIsHandled(byte[] picture) throws IOException {
        for (var length = 0; length < picture.length; length++) {
            var passed = process(Arrays.copyOf(picture, length));

            assertThat(passed.bytes().length)
                    .as("of the first %d bytes", length)
                    .isLessThanOrEqualTo(length);
            if (passed.contents().width() != null) {
                assertThat(passed.contents())
                        .extracting(MediaInfo::width, MediaInfo::height)
                        .containsExactly(40, 30);
            }
        }
    }

    @Test
    void metadataWithoutALocationIsKept() throws IOException {
        for (var plain : new byte[][] {
            TestImages.png(40, 30),
            jpeg(40, 30),
            jpeg(40, 30, segment(0xe2, latin("ICC_PROFILE\0\1\1colours"))),
            TestImages.gif(40, 30)
        }) {
            assertThat(process(plain).bytes()).isEqualTo(plain);
        }
    }

    @Test
    void locationIsRemovedFromJpegs() throws IOException {
        var picture = join(
                jpeg(
                        40,
                        30,
                        exif(1),
                        segment(0xe1, latin("http://ns.adobe.com/xap/1.0/\0" + SECRET_LOCATION)),
                        segment(0xed, latin("Photoshop " + SECRET_LOCATION)),
                        segment(0xfe, latin(SECRET_LOCATION)),
                        segment(0xe2, latin("MPF\0" + SECRET_LOCATION))),
                jpeg(9, 9, exif(1)));

        assertThat(process(picture).bytes()).isEqualTo(jpeg(40, 30));
    }

    /** Most pictures from phones depend on this for their orientation. */
    @ParameterizedTest
    @CsvSource({"1,40,30", "3,40,30", "5,30,40", "6,30,40", "8,30,40", "9,40,30", "0,40,30"})
    void orientationIsKept(int orientation, int width, int height) throws IOException {
        var passed = process(jpeg(40, 30, exif(orientation)));

        assertThat(passed.text()).doesNotContain("GPS");
        assertThat(passed.contents())
                .extracting(MediaInfo::width, MediaInfo::height)
                .containsExactly(width, height);
        var turned = orientation > 1 && orientation < 9;
        assertThat(passed.bytes()).isEqualTo(turned ? jpeg(40, 30, Orientation.segment(orientation)) : jpeg(40, 30));
    }

    @Test
    void strippingTwiceChangesNothingMore() throws IOException {
        var once = process(jpeg(40, 30, exif(6)));

        var twice = process(once.bytes());

        assertThat(twice.bytes()).isEqualTo(once.bytes());
        assertThat(twice.contents()).isEqualTo(once.contents());
    }

    @Test
    void textAndExifAreRemovedFromPngs() throws IOException {
        var passed = process(TestImages.pngWithMetadata(40, 30));

        assertThat(passed.text()).contains("pHYs", "IDAT").doesNotContain("GPS", "tEXt", "eXIf");
        assertThat(passed.text()).endsWith("IEND\u00aeB`\u0082");
    }

    @Test
    void exifOfWebpIsBlanked() throws IOException {
        var picture = TestImages.webp(40, 30);

        var passed = process(picture);

        assertThat(new String(picture, ISO_8859_1)).contains(SECRET_LOCATION);
        assertThat(passed.bytes()).hasSameSizeAs(picture);
        assertThat(passed.text()).doesNotContain("GPS");
    }

    @Test
    void malformedImageIsADownload() throws IOException {
        for (var broken : new byte[][] {
            latin("\u00ff\u00d8\u00ff and so on"),
            latin("\u0089PNG\r\n\u001a\nno header here at all"),
            latin("RIFF\0\0\0\0WEBPnot a chunk of any kind at all")
        }) {
            var passed = process(broken);

            assertThat(passed.contents()).isEqualTo(MediaInfo.of(FileType.UNKNOWN));
            assertThat(passed.bytes()).isEqualTo(broken);
        }
    }

    @Test
    void imageOfExcessiveDimensionsIsNotDisplayed() throws IOException {
        assertThat(process(jpeg(0, 30)).contents().isDisplayable()).isFalse();
        assertThat(process(jpeg(65_535, 65_535)).contents().isDisplayable()).isFalse();
        assertThat(process(TestImages.gif(0, 0)).contents().isDisplayable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7,PDF",
        "PK\u0003\u0004rest,ZIP",
        "OggS\0,OGG",
        "ID3\u0004,MP3",
        "RIFF1234WAVEfmt,WAV",
        "'\u001aE\u00df\u00a3 webm',WEBM",
        "'\0\0\0\u0020ftypisom',MP4",
        "'\0\0\0\u0020ftypheic',UNKNOWN",
        "'MZ\0',UNKNOWN",
        "Hello,TEXT"
    })
    void typeIsDetectedFromTheBytes(String beginning, FileType type) throws IOException {
        assertThat(process(latin(beginning)).contents().type()).isEqualTo(type);
    }

    /** Browsers would run scripts in them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><script>alert(1)</script>",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?>"
            })
    void textIsValidUtf8WithoutControlCharacters(String page) throws IOException {
        assertThat(process(page.getBytes(UTF_8)).contents()).isEqualTo(MediaInfo.of(FileType.TEXT));
    }

    @Test
    void pagesAndDrawingsAreText() throws IOException {
        assertThat(process("grüß Gott, 你好 🙂\r\n\t".repeat(5000).getBytes(UTF_8))
                        .contents()
                        .type())
                .isEqualTo(FileType.TEXT);
        assertThat(process(join("a".repeat(100_000).getBytes(UTF_8), new byte[] {(byte) 0xc3}))
                        .contents()
                        .type())
                .isEqualTo(FileType.UNKNOWN);
        assertThat(process(join("a".repeat(100_000).getBytes(UTF_8), new byte[] {0}))
                        .contents()
                        .type())
                .isEqualTo(FileType.UNKNOWN);
        assertThat(process("bell\u0007".getBytes(UTF_8)).contents().type()).isEqualTo(FileType.UNKNOWN);
    }

    /** The result must not depend on the sizes of the reads from the network. */
    private static Result process(byte[] file) throws IOException {
        var whole = process(file, new ByteArrayInputStream(file));
        var drop = process(file, new FilterInputStream(new ByteArrayInputStream(file)) {
            @Override
            public int read(byte[] to, int at, int length) throws IOException {
                return super.read(to, at, Math.min(length, 7));
            }
        });
        assertThat(drop.bytes()).isEqualTo(whole.bytes());
        assertThat(drop.contents()).isEqualTo(whole.contents());
        return whole;
    }

    private static Result process(byte[] file, InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        return new Result(MediaInfo.copy(new PeekableInput(in), out), out.toByteArray());
    }
}
