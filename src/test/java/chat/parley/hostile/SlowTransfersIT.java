package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.attachment.TestImages;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.restassured.RestAssured;

/** Clients that stop reading a download or sending an upload use few resources and do not block others. */
@Tag("own-processes")
class SlowTransfersIT {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CUT_TIMEOUT = Duration.ofSeconds(40);
    private static final int MAX_DOWNLOADS_OF_ACCOUNT = 32;

    private static DatabaseProcess database;
    private static ServiceProcess service;

    private final List<SlowClient> clients = new ArrayList<>();
    private TestUser mira;
    private long room;

    @BeforeAll
    static void startService() throws IOException {
        database = DatabaseProcess.startIn(Files.createTempDirectory("parley-transfers"));
        service = ServiceProcess.start(database.address());
    }

    @AfterAll
    static void stopServices() {
        service.close();
        database.close();
    }

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
    }

    private void end() {
        clients.forEach(SlowClient::close);
    }

    @Test
    void stalledDownloadsOfOneAccountDoNotBlockOthers() {
        var file = url(mira.upload(room, "large.bin", TestImages.random(4_000_000)));
        var tom = TestUser.create("tom");
        var small = TestImages.random(300_000);
        var toms = url(tom.upload(tom.createRoom("public"), "small.bin", small));
        try {
            IntStream.range(0, 200).forEach(number -> clients.add(SlowClient.downloading(mira, file)));

            assertThat(within(RESPONSE_TIMEOUT, () -> tom.request().get(toms).asByteArray()))
                    .isEqualTo(small);
            assertThat(metric("parley_downloads_active")).isLessThanOrEqualTo(MAX_DOWNLOADS_OF_ACCOUNT);
            await().atMost(CUT_TIMEOUT).until(() -> metric("parley_downloads_active") == 0);
            assertThat(clients).extracting(SlowClient::status).contains(429);
            assertThat(mira.request().get(file).asByteArray())
                    .as("what somebody reads")
                    .hasSize(4_000_000);
        } finally {
            end();
        }
    }

    /** The network buffers a picture of a few KB completely, so these pictures have the maximum size. */
    @Test
    void stalledThumbnailsAreBoundedLikeFiles() {
        var picture = mira.uploadAvatar(TestImages.noise(512, 450));
        try {
            IntStream.range(0, 100).forEach(number -> clients.add(SlowClient.downloading(mira, picture)));

            assertThat(within(
                            RESPONSE_TIMEOUT,
                            () -> TestUser.create("tom").request().get(picture).statusCode()))
                    .isEqualTo(200);
            await().atMost(CUT_TIMEOUT).until(() -> metric("parley_downloads_active") == 0);
        } finally {
            end();
        }
    }

    /** A proxy may request all of them at once. */
    @Test
    void pageWithManyImagesLoadsThemAll() {
        var pictures = IntStream.range(0, 10)
                .mapToObj(number -> url(mira.upload(room, "picture", TestImages.random(50_000))))
                .toList();
        try {
            IntStream.range(0, 120)
                    .forEach(number -> clients.add(SlowClient.downloading(mira, pictures.get(number % 10))));

            assertThat(clients).extracting(SlowClient::status).containsOnly(200);
        } finally {
            end();
        }
    }

    @Test
    void stalledUploadsDoNotBlockOthers() {
        var attackers = IntStream.range(0, 10)
                .mapToObj(number -> TestUser.create("eve"))
                .toList();
        try {
            attackers.forEach(attacker ->
                    IntStream.range(0, 4).forEach(number -> clients.add(SlowClient.uploading(attacker, room))));
            await().until(() -> metric("parley_uploads_active") > 0);

            await().atMost(RESPONSE_TIMEOUT)
                    .until(() -> mira.tryToUpload(room, "small.bin", TestImages.random(1_000_000))
                                    .statusCode()
                            == 201);
            await().atMost(CUT_TIMEOUT).until(() -> metric("parley_uploads_active") == 0);
            assertThat(clients).extracting(SlowClient::status).contains(408).containsOnly(408, 429);
        } finally {
            end();
        }
    }

    private static <Result> Result within(Duration most, Supplier<Result> action) {
        var began = System.nanoTime();
        var result = action.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(most);
        return result;
    }

    private static double metric(String meter) {
        var line = Pattern.compile("(?m)^" + meter + "(?:\\{.*})? (\\S+)$")
                .matcher(RestAssured.get("/q/metrics").asString());
        assertThat(line.find()).as(meter).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String url(long file) {
        return "/api/attachments/" + file;
    }
}
