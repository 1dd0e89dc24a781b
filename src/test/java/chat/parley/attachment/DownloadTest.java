package chat.parley.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;

/** Downloads of a file. */
@QuarkusTest
class DownloadTest {

    /** More than two chunks. */
    private static final int FILE_BYTES = 2 * AttachmentDao.CHUNK_BYTES + 70_000;

    private final byte[] bytes = TestImages.random(FILE_BYTES);
    private TestUser mira;
    private long room;
    private String url;

    @BeforeEach
    void uploadFile() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        var file = mira.upload(room, "two \"words\" *.bin", bytes);
        mira.postFiles(room, file);
        url = "/api/attachments/" + file;
    }

    @Test
    void downloadsCannotRunScripts() {
        mira.request()
                .get(url)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/octet-stream"))
                .header("Content-Length", equalTo(String.valueOf(FILE_BYTES)))
                .header("Transfer-Encoding", nullValue())
                .header(
                        "Content-Disposition",
                        equalTo(
                                "attachment; filename=\"two _words_ *.bin\"; filename*=UTF-8''two%20%22words%22%20%2A.bin"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; sandbox; frame-ancestors 'none'"))
                .header("Cache-Control", equalTo("private, no-cache"))
                .header("Accept-Ranges", equalTo("bytes"));
        assertThat(mira.request().get(url).headers().getValues("Content-Security-Policy"))
                .hasSize(1);
    }

    @Test
    void onlyImagesAreShownInline() {
        for (var picture :
                List.of(TestImages.png(4, 3), TestImages.jpeg(4, 3), TestImages.gif(4, 3), TestImages.webp(4, 3))) {
            var file = mira.upload(room, "picture", picture);
            mira.request()
                    .get("/api/attachments/" + file)
                    .then()
                    .header("Content-Disposition", startsWith("inline;"))
                    .header("Content-Security-Policy", containsString("sandbox"));
        }
        for (var other : List.of("text", "%PDF-1.7", "<svg/>", "\u0089PNG\r\n\u001a\n")) {
            var file = mira.upload(room, "other", TestImages.latin(other));
            mira.request()
                    .get("/api/attachments/" + file)
                    .then()
                    .header("Content-Disposition", startsWith("attachment;"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0",
        "bytes=0-999,0,999",
        "bytes=131071-131072,131071,131072",
        "bytes=130000-300000,130000,300000",
        "bytes=-1,332143,332143",
        "bytes=332000-,332000,332143",
        "bytes=332000-999999,332000,332143",
        "bytes=0-,0,332143"
    })
    void rangeRequestReturnsThePart(String range, int first, int last) {
        assertThat(FILE_BYTES).isEqualTo(332_144);

        var response = mira.request().header("Range", range).get(url);

        response.then()
                .statusCode(206)
                .header("Content-Range", equalTo("bytes %d-%d/%d".formatted(first, last, FILE_BYTES)))
                .header("Content-Length", equalTo(String.valueOf(last - first + 1)));
        assertThat(response.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @Test
    void rangeBeyondTheEndIsRejected() {
        mira.request()
                .header("Range", "bytes=332144-")
                .get(url)
                .then()
                .statusCode(416)
                .contentType(Problem.MEDIA_TYPE)
                .header("Content-Range", equalTo("bytes */332144"));
    }

    @Test
    void multipleOrInvalidRangesReturnTheWholeFile() {
        for (var range : List.of("bytes=0-1,3-4", "bytes=4-3", "lines=1-2", "nonsense")) {
            assertThat(mira.request()
                            .header("Range", range)
                            .get(url)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asByteArray())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void ifRangeIsHonoured() {
        var tag = mira.request().get(url).header("ETag");

        mira.request()
                .header("Range", "bytes=0-1")
                .header("If-Range", tag)
                .get(url)
                .then()
                .statusCode(206);
        mira.request()
                .header("Range", "bytes=0-1")
                .header("If-Range", "\"other\"")
                .get(url)
                .then()
                .statusCode(200);
        mira.request()
                .header("Range", "bytes=0-1")
                .header("If-Range", "Wed, 21 Oct 2015 07:28:00 GMT")
                .get(url)
                .then()
                .statusCode(200);
    }

    @Test
    void unchangedFileIsNotModified() {
        var tag = mira.request().get(url).header("ETag");

        var response = mira.request().header("If-None-Match", "W/\"1\", " + tag).get(url);

        response.then().statusCode(304).header("ETag", equalTo(tag));
        assertThat(response.asByteArray()).isEmpty();
        mira.request().header("If-None-Match", "\"0\"").get(url).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%s|304",
                "W/%s|304",
                "\"a,b\", W/%s|304",
                ", ,%s ,|304",
                "*|304",
                "\"x%s|200",
                "x%s|200",
                "%s\"|200",
                "\"a|200",
                "%s \"a\"|200",
                "nothing|200",
                "\"\"|200"
            })
    void entityTagsAreComparedAsAWhole(String header, int status) {
        var tag = mira.request().get(url).header("ETag");

        mira.request()
                .header("If-None-Match", header.replace("%s", tag))
                .get(url)
                .then()
                .statusCode(status);
        mira.request()
                .header("If-None-Match", header.replace("%s", tag))
                .head(url)
                .then()
                .statusCode(status);
    }

    @Test
    void entityTagMayBeInTheSecondHeaderLine() {
        var tag = mira.request().get(url).header("ETag");

        mira.request().header("If-None-Match", "\"other\"", tag).get(url).then().statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"%s|200", "\"other\", %s|200", "*|200", "W/%s|412", "\"other\"|412", "nonsense|412"})
    void ifMatchIsHonoured(String header, int status) {
        var tag = mira.request().get(url).header("ETag");

        mira.request()
                .header("If-Match", header.replace("%s", tag))
                .get(url)
                .then()
                .statusCode(status);
    }

    @Test
    void headRequestReturnsTheSize() {
        mira.request()
                .head(url)
                .then()
                .statusCode(200)
                .header("Content-Length", equalTo(String.valueOf(FILE_BYTES)))
                .header("Content-Type", equalTo("application/octet-stream"))
                .header("Accept-Ranges", equalTo("bytes"));
    }

    @Test
    void acceptHeaderIsIgnored() {
        mira.request().header("Accept", "image/avif,image/webp").get(url).then().statusCode(200);
        mira.request()
                .header("Accept", "image/png")
                .header("Accept-Encoding", "gzip")
                .get(url)
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue());
    }

    @Test
    void textFilesAreNotCompressed() {
        var text = "hello ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var file = mira.upload(room, "notes.txt", text);

        mira.request()
                .header("Accept-Encoding", "gzip")
                .get("/api/attachments/" + file)
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue())
                .header("Content-Length", equalTo(String.valueOf(text.length)));
    }

    @Test
    void concurrentDownloadsSucceed() {
        var reads = IntStream.range(0, 40)
                .mapToObj(number ->
                        Concurrently.supplyAsync(() -> mira.request().get(url).asByteArray()))
                .toList();

        assertThat(reads).allSatisfy(read -> assertThat(read.join()).isEqualTo(bytes));
    }
}
