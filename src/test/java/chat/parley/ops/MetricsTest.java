package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MetricsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(parley_[a-z_]+)` \\| (\\w+) \\|");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (parley_\\S+)(.*)$");

    @Test
    void documentedMetricsEqualRegisteredMetrics() throws IOException {
        var listed = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("src/docs/metrics.md")))
                .results()
                .forEach(row -> listed.put(row.group(1), row.group(2)));

        assertThat(listed).isNotEmpty().isEqualTo(PrometheusScrape.fetch().parleyFamilies());
    }

    @Test
    void everyMetricHasADescription() {
        assertThat(HELP.matcher(PrometheusScrape.fetch().text()).results())
                .isNotEmpty()
                .allSatisfy(help -> assertThat(help.group(2)).as(help.group(1)).isNotBlank());
    }

    @Test
    void numberOfTimeSeriesIsBounded() {
        TestUser.create("mira").createRoom("public");
        var before = PrometheusScrape.fetch().series();

        var tom = TestUser.create("tom");
        tom.post(tom.createRoom("public"), "hello");

        assertThat(PrometheusScrape.fetch().series()).isEqualTo(before).isLessThan(250);
    }

    @Test
    void messageIsCountedAtEachStage() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        try (var socket = mira.openSocket()) {
            socket.receive("presence");
            var before = PrometheusScrape.fetch();

            mira.post(room, "hello");
            socket.receive("message");
            mira.get("/api/rooms/{id}/messages?changedSince=0", room);

            for (var counter : new String[] {
                "parley_messages_posted_total{outcome=\"stored\"}",
                "parley_messages_batch_size_count",
                "parley_messages_batch_write_seconds_count",
                "parley_messages_commit_to_delivery_seconds_count",
                "parley_messages_post_to_delivery_seconds_count",
                "parley_realtime_frames_sent_total",
                "parley_realtime_flush_seconds_count",
                "parley_messages_catch_up_size_count"
            }) {
                await().untilAsserted(() -> assertThat(PrometheusScrape.fetch().value(counter))
                        .as(counter)
                        .isGreaterThan(before.value(counter)));
            }
            assertThat(before.value("parley_realtime_sockets")).isPositive();
            assertThat(before.value("parley_backplane_healthy")).isEqualTo(1);
        }
    }

    @Test
    void repeatedAndRejectedMessagesAreCountedSeparately() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        var post = Map.of("body", "hello", "clientId", "once");
        mira.requestWith(post).post("/api/rooms/{id}/messages", room).then().statusCode(201);
        var before = PrometheusScrape.fetch();

        mira.requestWith(post).post("/api/rooms/{id}/messages", room).then().statusCode(200);
        TestUser.create("eve")
                .requestWith(post)
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(404);

        for (var outcome : new String[] {"duplicate", "rejected"}) {
            var counter = "parley_messages_posted_total{outcome=\"" + outcome + "\"}";
            await().untilAsserted(() -> assertThat(PrometheusScrape.fetch().value(counter))
                    .as(counter)
                    .isGreaterThan(before.value(counter)));
        }
    }
}
