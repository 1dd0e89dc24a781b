package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.markdown.Markdown;
import io.quarkus.test.junit.QuarkusTest;

/** Every list of messages is cut when it becomes large, reports that there is more, and loses no message. */
@QuarkusTest
class LargeResponsesTest {

    /** About 62,000 bytes of HTML. */
    private static final String LARGE = "[a]: http://e.org/%s\n\n%s".formatted("x".repeat(100), "[a] ".repeat(375));

    private static final int MESSAGES = 12;
    /** The limit plus what JSON escaping adds to the HTML: backslashes before quotation marks and line breaks. */
    private static final int MAX_RESPONSE_BYTES = 400_000;

    private TestUser mira;
    private long room;
    private String word;

    @BeforeEach
    void postLargeMessages() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        word = "w" + room;
        for (var number = 0; number < MESSAGES; number++) {
            mira.post(room, LARGE + " " + word);
        }
        assertThat(mira.message(room, 1).getString("html").length()).isBetween(50_000, Markdown.MAX_HTML_BYTES);
    }

    @Test
    void historyPagesAreBoundedInEitherDirection() {
        assertThat(seqs(fetchPage("limit=200"))).isNotEmpty().endsWith((long) MESSAGES);
        assertThat(readForwards()).isEqualTo(expectedSeqs());
        assertThat(readBackwards()).isEqualTo(expectedSeqs());
    }

    @Test
    void pageAroundAMessageContainsIt() {
        for (var seq : List.of(1L, 6L, (long) MESSAGES)) {
            var page = fetchPage("limit=200&around=" + seq);
            assertThat(seqs(page)).contains(seq);
            assertThat(page.getBoolean("more")).isTrue();
        }
    }

    @Test
    void changesArePaged() {
        var versions = new ArrayList<Long>();
        Json page;
        var version = 0L;
        do {
            page = fetchPage("limit=200&changedSince=" + version);
            versions.addAll(page.getList("items.version", Long.class));
            version = page.getLong("version");
        } while (page.getBoolean("more"));

        assertThat(versions).isEqualTo(expectedSeqs());
    }

    @Test
    void roomPageIsBounded() {
        assertThat(mira.request()
                        .get("/rooms/{id}", room)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .hasSizeLessThan(2 * MAX_RESPONSE_BYTES);
    }

    @Test
    void pinsArePaged() {
        expectedSeqs().forEach(seq -> mira.pin(room, seq).then().statusCode(200));

        var found = readAllPages("/api/rooms/" + room + "/pins?after=", "items.seq");

        Collections.reverse(found);
        assertThat(found).isEqualTo(expectedSeqs());
    }

    @Test
    void invalidPinCursorIsRejected() {
        mira.request().get("/api/rooms/{id}/pins?after=none", room).then().statusCode(400);
    }

    @Test
    void searchHitsArePaged() {
        var found = readAllPages("/api/search?limit=100&q=" + word + "&after=", "items.message.seq");

        Collections.reverse(found);
        assertThat(found).isEqualTo(expectedSeqs());
    }

    @Test
    void earlierVersionsArePaged() {
        for (var number = 0; number < MESSAGES; number++) {
            mira.edit(room, 1, LARGE + " " + number).then().statusCode(200);
        }

        assertThat(readAllPages("/api/rooms/" + room + "/messages/1/versions?after=", "items.version"))
                .hasSize(MESSAGES)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private List<Long> expectedSeqs() {
        return LongStream.rangeClosed(1, MESSAGES).boxed().collect(Collectors.toList());
    }

    private List<Long> readForwards() {
        var found = new ArrayList<Long>();
        Json page;
        do {
            page = fetchPage("limit=200&after=" + (found.isEmpty() ? 0 : found.get(found.size() - 1)));
            found.addAll(seqs(page));
        } while (page.getBoolean("more"));
        return found;
    }

    private List<Long> readBackwards() {
        var found = new ArrayList<Long>();
        Json page;
        do {
            page = fetchPage("limit=200&before=" + (found.isEmpty() ? MESSAGES + 1 : found.get(0)));
            found.addAll(0, seqs(page));
        } while (page.getBoolean("more"));
        return found;
    }

    /** Reads all pages of a list, each of limited size; there must be more than one. */
    private List<Long> readAllPages(String path, String numbers) {
        var found = new ArrayList<Long>();
        var pages = 0;
        for (var next = ""; next != null; pages++) {
            var page = fetchBounded(path + next);
            found.addAll(page.getList(numbers, Long.class));
            next = page.getString("next");
        }
        assertThat(pages).isGreaterThan(1);
        return found;
    }

    private Json fetchPage(String parameters) {
        return fetchBounded("/api/rooms/" + room + "/messages?" + parameters);
    }

    private Json fetchBounded(String path) {
        var response = mira.request().get(path).then().statusCode(200).extract();
        assertThat(response.asByteArray()).as(path).hasSizeLessThan(MAX_RESPONSE_BYTES);
        return response.as(Json.class);
    }

    private static List<Long> seqs(Json page) {
        return page.getList("items.seq", Long.class);
    }
}
