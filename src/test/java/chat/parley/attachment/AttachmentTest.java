package chat.parley.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.RoomFollower;
import chat.parley.StatementCount;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Attachments: uploading a file, referencing it in a message, and the permission to download it. */
@QuarkusTest
class AttachmentTest {

    private static final byte[] TEXT = TestImages.latin("hello");

    @Inject
    AgroalDataSource database;

    @Inject
    AttachmentService attachments;

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void downloadedFileEqualsUploadedFile() {
        var file = TestImages.random(5_000_000);

        var uploaded = mira.tryToUpload(room, "notes.bin", file);

        uploaded.then()
                .statusCode(201)
                .body("name", equalTo("notes.bin"))
                .body("type", equalTo("application/octet-stream"))
                .body("size", equalTo(file.length))
                .body("url", equalTo("/api/attachments/" + uploaded.path("id")))
                .body("width", nullValue())
                .body("height", nullValue())
                .body("thumbnail", nullValue());
        mira.postFiles(room, uploaded.as(Json.class).getLong("id"));
        assertThat(download(tom, uploaded.path("url")).asByteArray()).isEqualTo(file);
    }

    @Test
    void everyViewOfAMessageIncludesItsFiles() {
        var picture = mira.upload(room, "cat.png", TestImages.png(40, 30));
        var text = mira.upload(room, "notes.txt", TEXT);
        try (var follower = RoomFollower.of(tom, room)) {
            follower.verify(() -> mira.postFiles(room, text, picture));
        }

        var message = tom.message(room, 1);
        assertThat(message.getList("attachments.id", Long.class))
                .as("in the order named")
                .containsExactly(text, picture);
        assertThat(message.getMap("attachments[1]"))
                .containsEntry("name", "cat.png")
                .containsEntry("type", "image/png")
                .containsEntry("url", "/api/attachments/" + picture)
                .containsEntry("width", 40)
                .containsEntry("height", 30)
                .containsEntry("thumbnail", null);
    }

    @Test
    void repeatedClientIdReturnsTheFilesOfTheFirstMessage() {
        var file = mira.upload(room, "notes.txt", TEXT);
        var post = Map.of("body", "look", "clientId", "same", "attachments", List.of(file));
        var first = mira.requestWith(post)
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201)
                .body("attachments", hasSize(1))
                .extract()
                .as(Json.class);

        var again = mira.requestWith(post)
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class);

        assertThat(again.getMap("$")).isEqualTo(first.getMap("$"));
    }

    @Test
    void onlyAMessageWithAFileMayBeEmpty() {
        mira.tryToPost(room, " ", "empty").then().statusCode(400).body("violations.field", contains("body"));
        var seq = mira.postFiles(room, mira.upload(room, "notes.txt", TEXT));
        var words = mira.post(room, "words");

        mira.edit(room, seq, "now it does").then().statusCode(200).body("attachments", hasSize(1));
        mira.edit(room, seq, "").then().statusCode(200).body("body", equalTo(""));
        mira.edit(room, words, "").then().statusCode(400);
    }

    @Test
    void onlyOwnUnusedFilesOfTheRoomCanBeAttached() {
        var attached = mira.upload(room, "named.txt", TEXT);
        mira.postFiles(room, attached);
        var toms = tom.upload(room, "toms.txt", TEXT);
        var elsewhere = mira.upload(mira.createRoom("private"), "elsewhere.txt", TEXT);
        var own = mira.upload(room, "own.txt", TEXT);

        for (var wrong : List.of(attached, toms, elsewhere, Long.MAX_VALUE, -1L)) {
            mira.tryToPostFiles(room, own, wrong)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("attachments"));
        }

        assertThat(mira.get("/api/rooms/{id}", room).getLong("seq"))
                .as("what was refused left no gap")
                .isEqualTo(1);
        mira.postFiles(room, own);
    }

    /** Holds for every interleaving: the file's row is locked before the messages are stored. */
    @Test
    void concurrentMessagesCannotShareAFile() {
        var file = mira.upload(room, "notes.txt", TEXT);

        var tries = IntStream.range(0, 12)
                .mapToObj(number -> Concurrently.supplyAsync(() -> mira.tryToPostFiles(room, file)))
                .toList();

        assertThat(tries.stream().map(one -> one.join().statusCode()))
                .containsOnly(201, 400)
                .containsOnlyOnce(201);
        assertThat(mira.get("/api/rooms/{id}/messages", room).getList("items")).hasSize(1);
    }

    @Test
    void messageThatFailsDoesNotAffectOthersInTheBatch() {
        var file = mira.upload(room, "notes.txt", TEXT);

        var tries = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(() -> number % 2 == 0
                        ? tom.tryToPostFiles(room, file)
                        : tom.tryToPost(room, "words", "words-" + number)))
                .toList();

        assertThat(tries.stream().map(one -> one.join().statusCode())).containsOnly(201, 400);
        assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isEqualTo(10);
    }

    @Test
    void messageHasAtMostTenFiles() {
        var files = IntStream.range(0, 11)
                .mapToObj(number -> mira.upload(room, number + ".txt", TEXT))
                .toArray(Long[]::new);

        mira.tryToPostFiles(room, files).then().statusCode(400);
        mira.tryToPostFiles(room, Arrays.copyOf(files, 10))
                .then()
                .statusCode(201)
                .body("attachments", hasSize(10));
    }

    @Test
    void unsentFileIsVisibleToItsSenderOnly() {
        var url = "/api/attachments/" + mira.upload(room, "notes.txt", TEXT);

        assertNotFound(tom, url);

        assertThat(download(mira, url).asByteArray()).isEqualTo(TEXT);
    }

    @Test
    void filesOfAnInvisibleRoomAreNotFound() {
        var picture = uploadWithThumbnail(TestImages.png(40, 30))
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class);
        mira.invite(room, eve);
        mira.postFiles(room, picture.getLong("id"));
        var urls = List.of(picture.getString("url"), picture.getString("thumbnail"));
        urls.forEach(url -> download(eve, url));
        var tag = download(eve, urls.get(0)).header("ETag");

        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(204);

        urls.forEach(url -> assertNotFound(eve, url));
        eve.request().header("If-None-Match", tag).get(urls.get(0)).then().statusCode(404);
        eve.request().head(urls.get(0)).then().statusCode(404);
        urls.forEach(url -> assertNotFound(TestUser.create("stranger"), url));
        given().get(urls.get(0)).then().statusCode(401);
    }

    /** The uploader has left the room, and a file without a message belongs to nobody then. */
    @Test
    void formerMemberCannotReadOwnFiles() {
        var url = "/api/attachments/" + tom.upload(room, "notes.txt", TEXT);
        download(tom, url);

        tom.leave(room);

        assertNotFound(tom, url);
    }

    @Test
    void filesOfAPublicRoomAreVisibleToEveryone() {
        var garden = mira.createRoom("public");
        var file = mira.upload(garden, "notes.txt", TEXT);
        mira.postFiles(garden, file);

        download(eve, "/api/attachments/" + file);
        eve.upload(garden, "mine.txt", TEXT);
    }

    @Test
    void deletingAMessageDeletesItsFiles() {
        var picture = uploadWithThumbnail(TestImages.png(40, 30)).as(Json.class);
        var seq = mira.postFiles(room, picture.getLong("id"));

        mira.delete(room, seq).then().statusCode(204);

        assertNotFound(mira, picture.getString("url"));
        assertNotFound(mira, picture.getString("thumbnail"));
        assertThat(mira.message(room, seq).getList("attachments")).isEmpty();
        assertThat(countRows(picture.getLong("id"))).isZero();
    }

    @Test
    void unsentFilesAreDeletedAfterADay() {
        var forgotten = mira.upload(room, "forgotten.txt", TEXT);
        var attached = mira.upload(room, "named.txt", TEXT);
        mira.postFiles(room, attached);
        makeOld(forgotten, attached);
        var fresh = mira.upload(room, "fresh.txt", TEXT);

        attachments.deleteUnused();

        assertNotFound(mira, "/api/attachments/" + forgotten);
        assertThat(countRows(forgotten)).isZero();
        download(mira, "/api/attachments/" + attached);
        download(mira, "/api/attachments/" + fresh);
        mira.tryToPostFiles(room, forgotten).then().statusCode(400);
    }

    @Test
    void archivedRoomAcceptsNoFiles() {
        var file = mira.upload(room, "notes.txt", TEXT);
        mira.postFiles(room, file);
        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        mira.tryToUpload(room, "notes.txt", TEXT).then().statusCode(409).contentType(Problem.MEDIA_TYPE);
        download(tom, "/api/attachments/" + file);
    }

    @Test
    void statementCountOfAPageDoesNotDependOnItsFiles() {
        mira.postFiles(room, mira.upload(room, "first.txt", TEXT));
        try (var statements = StatementCount.start()) {
            var few = statements.of(() -> tom.get("/api/rooms/{id}/messages?limit=50", room));
            for (var number = 0; number < 10; number++) {
                mira.postFiles(room, mira.upload(room, "one.txt", TEXT), mira.upload(room, "other.txt", TEXT));
            }

            var many = statements.of(() -> tom.get("/api/rooms/{id}/messages?limit=50", room));

            assertThat(few).isNotEmpty();
            assertThat(many).hasSameSizeAs(few);
        }
    }

    private Response uploadWithThumbnail(byte[] picture) {
        return mira.request()
                .multiPart("thumbnail", "t", TestImages.png(20, 15))
                .multiPart("file", "cat.png", picture)
                .post("/api/rooms/{id}/attachments", room);
    }

    private static Response download(TestUser person, String url) {
        return person.request().get(url).then().statusCode(200).extract().response();
    }

    private static void assertNotFound(TestUser person, String url) {
        var response = person.request().get(url);
        response.then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        assertThat(response.asString())
                .isEqualTo(person.request()
                        .get("/api/attachments/" + Long.MAX_VALUE)
                        .asString());
    }

    private long countRows(long attachment) {
        return queryNumber("select count(*) from attachment_chunk where attachment_id = " + attachment);
    }

    /** Sets the time of the uploads to two days ago. */
    private void makeOld(long... files) {
        for (var file : files) {
            queryNumber(
                    "with aged as (update attachment set created_at = now() - interval '2 days' where id = %d returning 1) select count(*) from aged"
                            .formatted(file));
        }
    }

    private long queryNumber(String query) {
        try (var connection = database.getConnection();
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
