package chat.parley.avatar;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import chat.parley.problem.Problem;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Avatars: set, shown to others with the name, replaced and removed. */
@QuarkusTest
class AvatarServiceTest {

    private static final byte[] SQUARE_PNG = TestImages.png(64, 64);

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
    }

    @Test
    void avatarIsVisibleToEveryoneSignedIn() {
        mira.request().get("/api/me").then().body("picture", nullValue());

        var url = mira.uploadAvatar(SQUARE_PNG);

        assertThat(url).matches("/api/pictures/[\\w-]{22}");
        mira.request().get("/api/me").then().body("picture", equalTo(url)).body("username", equalTo(mira.username()));
        assertThat(tom.request()
                        .get(url)
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray())
                .isEqualTo(SQUARE_PNG);
        given().get(url).then().statusCode(401).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void avatarIsCachedForeverAndCannotRunScripts() {
        tom.request()
                .get(mira.uploadAvatar(SQUARE_PNG))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("private, max-age=31536000, immutable"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; sandbox; frame-ancestors 'none'"))
                .header("Content-Disposition", startsWith("inline;"))
                .header("Content-Length", equalTo(String.valueOf(SQUARE_PNG.length)));
        tom.request()
                .get("/api/pictures/nothing")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void everyViewOfAPersonIncludesTheAvatar() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        var before = mira.post(room, "before it");
        assertThat(tom.message(room, before).getString("author.picture")).isNull();

        var url = mira.uploadAvatar(SQUARE_PNG);

        assertThat(tom.message(room, before).getString("author.picture")).isEqualTo(url);
        assertThat(tom.get("/api/rooms/{id}/messages", room).getList("items.author.picture"))
                .containsExactly(url);
        assertThat(tom.get("/api/search?q=before in:" + room).getList("items.message.author.picture"))
                .containsExactly(url);
        assertThat(tom.get("/api/users?q=" + mira.username()).getList("items.picture"))
                .containsExactly(url);
        assertThat(tom.get("/api/rooms/{id}/members", room).getList("items.picture"))
                .containsExactly(url, null);
        assertThat(tom.request().get("/rooms/" + room).asString())
                .contains("<img src=\"" + url + "\" width=\"36\" height=\"36\" alt=\"\">");
    }

    @Test
    void realtimeEventsIncludeTheAvatar() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        var url = mira.uploadAvatar(SQUARE_PNG);
        try (var tomSocket = tom.openSocket();
                var miraSocket = mira.openSocket()) {
            mira.tryToPost(room, "hello", "one").then().statusCode(201).body("author.picture", equalTo(url));

            assertThat(tomSocket.receiveMessages(room, 1).get(0).getString("message.author.picture"))
                    .isEqualTo(url);
            assertThat(miraSocket.ready().getString("user.picture")).isEqualTo(url);
            assertThat(tomSocket.ready().getString("user.picture")).isNull();
        }
    }

    @Test
    void newAvatarHasANewUrl() {
        var first = mira.uploadAvatar(SQUARE_PNG);
        var second = mira.uploadAvatar(TestImages.jpeg(200, 100));

        assertThat(second).isNotEqualTo(first);
        mira.request().get(first).then().statusCode(404);
        mira.request().get(second).then().statusCode(200).contentType("image/jpeg");
        assertThat(countAvatars(mira)).isEqualTo(1);
    }

    @Test
    void oneOfConcurrentUploadsRemains() {
        var sent = IntStream.range(0, 4)
                .mapToObj(number -> Concurrently.supplyAsync(
                        () -> mira.setAvatar(TestImages.png(8, 8 + number)).statusCode()))
                .toList();

        assertThat(sent).allSatisfy(status -> assertThat(status.join()).isEqualTo(200));
        mira.request().get(mira.get("/api/me").getString("picture")).then().statusCode(200);
        assertThat(countAvatars(mira)).isEqualTo(1);
    }

    @Test
    void removalIsIdempotent() {
        var url = mira.uploadAvatar(SQUARE_PNG);

        mira.request().delete("/api/me/picture").then().statusCode(204);
        mira.request().delete("/api/me/picture").then().statusCode(204);

        mira.request().get("/api/me").then().body("picture", nullValue());
        mira.request().get(url).then().statusCode(404);
        assertThat(countAvatars(mira)).isZero();
    }

    @Test
    void avatarIsDeletedWithTheAccount() {
        mira.uploadAvatar(SQUARE_PNG);

        runSql("delete from account where username = ?", mira);

        assertThat(runSql(
                        "select count(*) from avatar p where not exists (select from account a where a.avatar = p.name) and ? <> ''",
                        mira))
                .isZero();
    }

    static Stream<byte[]> imagesWithMetadata() {
        return Stream.of(
                TestImages.pngWithMetadata(40, 30),
                TestImages.jpeg(40, 30, TestImages.exif(6)),
                TestImages.webp(40, 30));
    }

    @ParameterizedTest
    @MethodSource("imagesWithMetadata")
    void locationIsRemoved(byte[] picture) {
        assertThat(new String(picture, ISO_8859_1)).contains(TestImages.SECRET_LOCATION);

        assertThat(new String(tom.request().get(mira.uploadAvatar(picture)).asByteArray(), ISO_8859_1))
                .doesNotContain("GPS");
    }

    static Stream<byte[]> rejectedImages() {
        return Stream.of(
                new byte[0],
                "<svg onload='alert(1)'/>".getBytes(UTF_8),
                "hello".getBytes(UTF_8),
                TestImages.gif(40, 30),
                TestImages.random(1000),
                TestImages.png(1025, 4),
                TestImages.jpeg(4, 1025),
                TestImages.webp(1025, 1025),
                padded(AvatarService.MAX_BYTES + 1),
                padded(5_000_000));
    }

    @ParameterizedTest
    @MethodSource("rejectedImages")
    void largeOrInvalidImageIsRejected(byte[] file) {
        var before = mira.uploadAvatar(SQUARE_PNG);

        mira.setAvatar(file)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("violations.field", contains("file"));

        mira.request().get("/api/me").then().body("picture", equalTo(before));
    }

    @Test
    void largestAllowedImageIsAccepted() {
        for (var picture : List.of(
                padded(AvatarService.MAX_BYTES),
                TestImages.png(1024, 1024),
                TestImages.jpeg(1, 1024),
                TestImages.webp(1024, 1))) {
            mira.setAvatar(picture).then().statusCode(200);
        }
    }

    @Test
    void malformedFormIsRejected() {
        mira.request()
                .multiPart("other", "me", SQUARE_PNG)
                .put("/api/me/picture")
                .then()
                .statusCode(400)
                .body("violations.field", contains("file"));
        mira.request()
                .multiPart("file", "me", SQUARE_PNG)
                .multiPart("file", "me", SQUARE_PNG)
                .put("/api/me/picture")
                .then()
                .statusCode(400)
                .body("violations.field", contains("file"));
        mira.requestWith(Map.of("file", "hello"))
                .put("/api/me/picture")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
        mira.request()
                .header("Content-Type", "multipart/form-data; boundary=x")
                .body("--x\r\nhello".getBytes(UTF_8))
                .put("/api/me/picture")
                .then()
                .statusCode(400);
        given().multiPart("file", "me", SQUARE_PNG)
                .put("/api/me/picture")
                .then()
                .statusCode(401);
        given().delete("/api/me/picture").then().statusCode(401);
    }

    /** A PNG may have any bytes after its end; the service drops them. */
    private static byte[] padded(int size) {
        return TestImages.join(SQUARE_PNG, new byte[size - SQUARE_PNG.length]);
    }

    private long countAvatars(TestUser of) {
        return runSql("select count(*) from avatar p join account a on a.id = p.account_id where a.username = ?", of);
    }

    /** The number that a query returns, or the number of rows that a statement changes. */
    private long runSql(String sql, TestUser of) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, of.username());
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
