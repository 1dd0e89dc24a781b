package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MessageHistoryTest {

    private static final int MESSAGES = 60;

    private record Case(String query, long first, long last, boolean more) {}

    private TestUser mira;
    private long room;

    @BeforeEach
    void createConversation() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
        mira.post(room, MESSAGES);
    }

    @Test
    void pageIsARangeOfPositions() {
        var all = new SoftAssertions();
        for (var ask : List.of(
                new Case("limit=25", 36, 60, true),
                new Case("limit=60", 1, 60, false),
                new Case("limit=200", 1, 60, false),
                new Case("limit=1", 60, 60, true),
                new Case("before=36", 11, 35, true),
                new Case("before=26", 1, 25, false),
                new Case("before=11&limit=20", 1, 10, false),
                new Case("before=999&limit=2", 59, 60, true),
                new Case("after=0", 1, 25, true),
                new Case("after=35", 36, 60, false),
                new Case("after=59&limit=5", 60, 60, false),
                new Case("around=30&limit=5", 28, 32, true),
                new Case("around=1&limit=5", 1, 5, true),
                new Case("around=60&limit=5", 56, 60, true),
                new Case("around=999&limit=5", 56, 60, true),
                new Case("around=30&limit=100", 1, 60, false))) {
            var page = fetchPage(ask.query());

            all.assertThat(page.getList("items.seq", Long.class))
                    .as(ask.query())
                    .containsExactlyElementsOf(LongStream.rangeClosed(ask.first(), ask.last())
                            .boxed()
                            .toList());
            all.assertThat(page.getBoolean("more")).as(ask.query()).isEqualTo(ask.more());
        }
        all.assertAll();
    }

    @Test
    void newest25MessagesAreTheDefault() {
        var page = mira.get("/api/rooms/{id}/messages", room);

        assertThat(page.getList("items.seq", Long.class))
                .hasSize(25)
                .startsWith(36L)
                .endsWith(60L);
        assertThat(page.getBoolean("more")).isTrue();
    }

    @Test
    void rangesBeyondTheEndsAreEmpty() {
        for (var query : List.of("before=1", "after=60", "after=999")) {
            mira.request()
                    .get("/api/rooms/{id}/messages?" + query, room)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0))
                    .body("more", equalTo(false));
        }
    }

    @Test
    void backwardPagesHaveNoGapsOrDuplicates() {
        var seen = new ArrayList<Long>();
        var page = fetchPage("limit=7");
        while (true) {
            List<Long> places = page.getList("items.seq", Long.class);
            seen.addAll(0, places);
            if (!page.getBoolean("more")) {
                break;
            }
            page = fetchPage("limit=7&before=" + places.get(0));
        }

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MESSAGES).boxed().toList());
    }

    @Test
    void emptyRoomHasAnEmptyPage() {
        var empty = mira.createRoom("private");

        for (var query : List.of("limit=25", "before=1", "after=0", "around=1", "changedSince=0")) {
            mira.request()
                    .get("/api/rooms/{id}/messages?" + query, empty)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0))
                    .body("more", equalTo(false));
        }
    }

    @Test
    void changesArePagedInOrder() {
        var version = 0L;
        var seen = new ArrayList<Long>();
        boolean more;
        do {
            var changes = fetchPage("limit=25&changedSince=" + version);
            seen.addAll(changes.getList("items.version", Long.class));
            version = changes.getLong("version");
            more = changes.getBoolean("more");
        } while (more);

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(version).isEqualTo(MESSAGES);
        mira.request()
                .get("/api/rooms/{id}/messages?changedSince={version}", room, version)
                .then()
                .body("items", hasSize(0))
                .body("version", equalTo(MESSAGES))
                .body("more", equalTo(false));
    }

    @Test
    void everyPageShowsAMessageAlike() {
        var latest = fetchPage("limit=1").getMap("items[0]");

        assertThat(fetchPage("after=59").getMap("items[0]")).isEqualTo(latest);
        assertThat(fetchPage("changedSince=59").getMap("items[0]")).isEqualTo(latest);
    }

    @Test
    void invalidParameterIsReportedByName() {
        Map.of(
                        "limit=0",
                        "limit",
                        "limit=201",
                        "limit",
                        "before=0",
                        "before",
                        "before=-5",
                        "before",
                        "after=-1",
                        "after",
                        "around=0",
                        "around",
                        "changedSince=-1",
                        "changedSince",
                        "before=5&after=1",
                        "before",
                        "around=5&changedSince=1",
                        "before")
                .forEach((query, field) -> mira.request()
                        .get("/api/rooms/{id}/messages?" + query, room)
                        .then()
                        .statusCode(400)
                        .body("violations.field", hasItem(field)));
    }

    @Test
    void anyoneReadsAPublicRoomWithoutJoiningIt() {
        var tom = TestUser.create("tom");

        assertThat(tom.get("/api/rooms/{id}/messages", room).getList("items")).hasSize(25);

        assertThat(tom.get("/api/rooms/{id}", room).getBoolean("member")).isFalse();
    }

    private Json fetchPage(String query) {
        return mira.get("/api/rooms/{id}/messages?" + query, room);
    }
}
