package chat.parley.attachment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.SharedTestProfile;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Accepted and rejected uploads. */
@QuarkusTest
@TestProfile(SharedTestProfile.class)
public class UploadTest {

    private static final int MAX_FILE_BYTES = 1024 * 1024;

    /** Small limits, so that the tests reach them with little data, and no reconciliation, for WithoutReconciliationTest: each further profile costs a build and a start of the application. */
    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
    }

    @ParameterizedTest
    @CsvSource({
        "page.png,<script>alert(1)</script>",
        "drawing.svg,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    })
    void typeIsDetectedFromTheBytesNotTheName(String name, String page) {
        var url = mira.tryToUpload(room, name, page.getBytes(UTF_8))
                .then()
                .statusCode(201)
                .body("name", equalTo(name))
                .body("type", equalTo("text/plain;charset=UTF-8"))
                .body("width", equalTo(null))
                .extract()
                .<String>path("url");

        mira.request()
                .get(url)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(name, name)));
    }

    @Test
    void locationIsRemovedFromImages() {
        var uploaded = mira.tryToUpload(room, "holiday.jpg", TestImages.jpeg(40, 30, TestImages.exif(6)));

        uploaded.then()
                .statusCode(201)
                .body("type", equalTo("image/jpeg"))
                .body("width", equalTo(30))
                .body("height", equalTo(40));
        var stored = mira.request().get(uploaded.<String>path("url")).asByteArray();
        // The orientation is kept: see MediaInfoTest.
        assertThat(new String(stored, ISO_8859_1)).contains("Exif").doesNotContain("GPS");
        uploaded.then().body("size", equalTo(stored.length));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../../etc/passwd,passwd",
                "C:\\\\temp\\\\evil.exe,evil.exe",
                "`a\"; b=\"c.txt`,`a\"; b=\"c.txt`",
                "png.\u202egnp.exe,png.gnp.exe",
                "grüße.txt,grüße.txt"
            })
    void unsafeFileNameIsCleaned(String rawName, String name) throws Exception {
        var response = sendMultipart("Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\nhello"
                .formatted(rawName.replace("\"", "%22")));

        assertThat(response.status()).as(response.text()).isEqualTo(201);
        assertThat(response.name()).isEqualTo(name);
        mira.request().get(response.url()).then().statusCode(200);
    }

    @Test
    void longNameIsCutBeforeItsExtension() {
        for (var length : List.of(1_000, 12_000)) {
            assertThat(mira.tryToUpload(room, "a".repeat(length) + ".txt", "hello".getBytes(UTF_8))
                            .then()
                            .statusCode(201)
                            .extract()
                            .<String>path("name"))
                    .hasSize(200)
                    .endsWith("a.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"other\"\r\n\r\nhello",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
                "\r\nhello",
                "Content-Disposition: form-data; name=\"file\"\r\n\r\na\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nb",
                "no header at all",
                "Content-Disposition: form-data; name=\"file\"\r\n\r\nhello\r\n--x\r\nX: " + "\u0041"
            })
    void malformedFormIsRejected(String part) throws Exception {
        var before = countFiles(mira);

        assertThat(sendMultipart(part).status()).isEqualTo(400);

        assertThat(countFiles(mira)).isEqualTo(before);
    }

    @Test
    void bodyThatIsNotAFormIsRejected() {
        mira.requestWith(Map.of("file", "hello"))
                .post("/api/rooms/{id}/attachments", room)
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
        mira.request()
                .post("/api/rooms/{id}/attachments", room)
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
        given().multiPart("file", "a", "hello".getBytes(UTF_8))
                .post("/api/rooms/{id}/attachments", room)
                .then()
                .statusCode(401);
    }

    @Test
    void unterminatedPartHeaderIsRejected() throws Exception {
        assertThat(sendMultipart("Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nX-Long: "
                                + "a".repeat(200_000) + "\r\n\r\nhello")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tooLargeFileIsRejectedWithAndWithoutLength() throws Exception {
        mira.tryToUpload(room, "just.bin", TestImages.random(MAX_FILE_BYTES))
                .then()
                .statusCode(201);
        var tom = TestUser.create("tom");
        mira.invite(room, tom);
        var before = countFiles(tom);

        tom.tryToUpload(room, "over.bin", TestImages.random(MAX_FILE_BYTES + 1))
                .then()
                .statusCode(413)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(413));
        assertThat(sendChunked(tom, MAX_FILE_BYTES + 1)).isEqualTo(413);
        assertThat(sendChunked(tom, 20 * MAX_FILE_BYTES)).as("or cut off").isIn(413, 0);

        assertThat(countFiles(tom)).isEqualTo(before);
    }

    /** Other requests keep the smaller limit. */
    @Test
    void onlyUploadsMayBeLarge() {
        var long1 = "a".repeat(70_000);
        mira.requestWith(Map.of("body", long1, "clientId", "one"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(413);
        mira.request()
                .multiPart("file", "a", TestImages.random(70_000))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(413);
        mira.request()
                .multiPart("file", "a", TestImages.random(70_000))
                .put("/api/rooms/{id}/attachments", room)
                .then()
                .statusCode(413);
    }

    @Test
    void exceededQuotaIsReportedAndFreedByDeletion() {
        var seq = mira.postFiles(room, mira.upload(room, "one.bin", TestImages.random(MAX_FILE_BYTES)));
        var before = countFiles(mira);

        mira.tryToUpload(room, "two.bin", TestImages.random(MAX_FILE_BYTES))
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE);
        assertThat(countFiles(mira)).isEqualTo(before);
        mira.upload(room, "small.bin", TestImages.random(1000));

        mira.delete(room, seq).then().statusCode(204);
        mira.upload(room, "two.bin", TestImages.random(MAX_FILE_BYTES));
    }

    @Test
    void imageMayIncludeAThumbnail() {
        var uploaded = mira.request()
                .multiPart("file", "cat.png", TestImages.png(800, 600))
                .multiPart("thumbnail", "t", TestImages.pngWithMetadata(40, 30))
                .post("/api/rooms/{id}/attachments", room);

        uploaded.then().statusCode(201);
        mira.request()
                .get(uploaded.<String>path("thumbnail"))
                .then()
                .statusCode(200)
                .contentType("image/png");
        var bytes = mira.request().get(uploaded.<String>path("thumbnail")).asByteArray();
        assertThat(new String(bytes, ISO_8859_1)).contains("IHDR").doesNotContain("GPS");
    }

    @Test
    void thumbnailIsASmallImage() {
        for (var wrong : new byte[][] {
            "<svg/>".getBytes(UTF_8),
            TestImages.png(2000, 20),
            TestImages.gif(40, 30),
            new byte[0],
            TestImages.join(TestImages.png(40, 30), new byte[100 * 1024])
        }) {
            mira.request()
                    .multiPart("file", "cat.png", TestImages.png(40, 30))
                    .multiPart("thumbnail", "t", wrong)
                    .post("/api/rooms/{id}/attachments", room)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("thumbnail"));
        }
    }

    @Test
    void abortedUploadLeavesNothing() throws Exception {
        var before = countFiles(mira);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /api/rooms/%d/attachments HTTP/1.1\r\nHost: %s\r\nCookie: parley=%s\r\nOrigin: %s\r\n"
                                            .formatted(
                                                    room,
                                                    TestUser.origin().replace("http://", ""),
                                                    mira.session(),
                                                    TestUser.origin())
                                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n"
                                    + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n")
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().write(TestImages.random(400_000));
            await().until(() -> countFiles(mira) == before + 1);
        }

        await().until(() -> countFiles(mira) == before);
        mira.upload(room, "next.txt", "hello".getBytes(UTF_8));
    }

    /** A rejected upload that is not read delays nobody and does not affect the next request on the connection. */
    @Test
    void uploadIsRejectedBeforeItsBodyIsRead() throws Exception {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (var round = 0; round < 3; round++) {
            var response = client.send(
                    request(mira, Long.MAX_VALUE, BodyPublishers.ofByteArray(TestImages.random(MAX_FILE_BYTES))),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(404);
        }
    }

    private record UploadResponse(int status, String text) {

        String name() {
            return Json.from(text).getString("name");
        }

        String url() {
            return Json.from(text).getString("url");
        }
    }

    private UploadResponse sendMultipart(String part) throws IOException, InterruptedException {
        var response = HttpClient.newHttpClient()
                .send(
                        request(mira, room, BodyPublishers.ofString("--x\r\n" + part + "\r\n--x--\r\n")),
                        BodyHandlers.ofString());
        return new UploadResponse(response.statusCode(), response.body());
    }

    /** @return 0 if the connection was closed before the response could be read */
    private int sendChunked(TestUser person, int size) throws InterruptedException {
        var form = TestImages.join(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n".getBytes(UTF_8),
                TestImages.random(size),
                "\r\n--x--\r\n".getBytes(UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            request(
                                    person,
                                    room,
                                    BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(form))),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException closed) {
            return 0;
        }
    }

    private static HttpRequest request(TestUser person, long room, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(TestUser.origin() + "/api/rooms/" + room + "/attachments"))
                .header("Cookie", "parley=" + person.session())
                .header("Origin", TestUser.origin())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(body)
                .build();
    }

    /** The user's files, including uploads in progress. */
    private long countFiles(TestUser of) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select count(*) from attachment f join account a on a.id = f.owner_id where a.username = ?")) {
            query.setString(1, of.username());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
