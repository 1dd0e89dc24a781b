package chat.parley.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.search.SearchDao.SearchCriteria;
import chat.parley.search.SearchDao.Statement;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Which index a search uses, its time limit, and that the index finds what the scan misses. */
@QuarkusTest
class SearchDaoTest {

    private static final SearchTerms WORDS = new SearchTerms("'hello'", "'0xhello'");
    private static final SearchTerms NONE = new SearchTerms("", "");

    @Inject
    AgroalDataSource database;

    @Test
    void newestMessagesAreScannedByTime() throws SQLException {
        assertThat(plan(SearchDao.newest(criteria(null, false), WORDS, 26)))
                .contains("message_created_at_idx")
                .doesNotContain("Seq Scan on message");
        assertThat(plan(SearchDao.newest(criteria(null, true), NONE, 26)))
                .contains("message_created_at_idx")
                .doesNotContain("Seq Scan on message");
    }

    @Test
    void newestMessagesOfARoomAreScannedByPosition() throws SQLException {
        var room = new SearchRoom(1, true);

        assertThat(plan(SearchDao.newest(criteria(room, false), WORDS.in(1, true), 26)))
                .contains("message_pkey")
                .doesNotContain("Seq Scan on message");
    }

    @Test
    void otherMessagesUseTheWordIndex() throws SQLException {
        for (var statement : List.of(
                SearchDao.queryIndex(criteria(null, false), WORDS, 26),
                SearchDao.queryIndex(criteria(null, false), WORDS.by(7), 26),
                SearchDao.queryIndex(criteria(new SearchRoom(1, true), false), WORDS.in(1, true), 26),
                SearchDao.queryIndex(criteria(new SearchRoom(1, false), false), WORDS.in(1, false), 26))) {
            assertThat(plan(statement))
                    .contains("Bitmap Index Scan on message_search_vector_idx")
                    .doesNotContain("Seq Scan on message");
        }
    }

    /** More newer messages than the scan reads, so only the index finds this one. */
    @ParameterizedTest
    @CsvSource({"public", "private"})
    void olderMessagesAreFound(String kind) throws SQLException {
        var mira = TestUser.create("mira");
        var room = mira.createRoom(kind);
        var word = "w" + TestUser.unique("").replace("-", "q") + "end";
        mira.post(room, "an old " + word);
        fill(room, SearchDao.MAX_SCANNED_MESSAGES + 10);

        for (var q : List.of(
                word,
                "\"old " + word + "\"",
                word.substring(0, word.length() - 1),
                word + " from:" + mira.username(),
                word + " in:" + room,
                word + " in:" + room + " from:" + mira.username())) {
            assertThat(mira.request()
                            .queryParam("q", q)
                            .get("/api/search")
                            .then()
                            .statusCode(200)
                            .extract()
                            .as(Json.class)
                            .getList("items.message.body"))
                    .as(q)
                    .containsExactly("an old " + word);
        }
        assertThat(mira.get("/api/search?room={id}&limit=1&after=99999999999999.{id}.2", room, room)
                        .getList("items.message.seq"))
                .containsExactly(1);
    }

    @Test
    void slowSearchIsCancelled() throws SQLException {
        var mira = TestUser.create("mira");

        try (var connection = database.getConnection();
                var lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table message in access exclusive mode");

            mira.request()
                    .queryParam("q", "hello")
                    .get("/api/search")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2");
            connection.rollback();
        }

        mira.request().queryParam("q", "hello").get("/api/search").then().statusCode(200);
    }

    private static SearchCriteria criteria(SearchRoom in, boolean hasFile) {
        return new SearchCriteria(
                1, List.of(), in, null, Instant.EPOCH, SearchPosition.NEVER, SearchPosition.END, hasFile);
    }

    /** Uses the same settings as {@link SearchDao}. */
    private String plan(Statement statement) throws SQLException {
        try (var connection = database.getConnection();
                var bounds = connection.createStatement()) {
            connection.setAutoCommit(false);
            bounds.execute(SearchDao.BOUNDS);
            try (var explain = connection.prepareStatement("explain " + statement.sql())) {
                for (var i = 0; i < statement.values().size(); i++) {
                    explain.setObject(i + 1, statement.values().get(i));
                }
                var lines = Stream.<String>builder();
                try (var plan = explain.executeQuery()) {
                    while (plan.next()) {
                        lines.add(plan.getString(1));
                    }
                }
                return lines.build().collect(Collectors.joining("\n"));
            } finally {
                connection.rollback();
            }
        }
    }

    private void fill(long room, int messages) throws SQLException {
        try (var connection = database.getConnection();
                var fill = connection.createStatement()) {
            fill.execute("""
                    insert into message (room_id, seq, version, author_id, client_id, body, html, created_at)
                    select m.room_id, 1 + n, 1 + n, m.author_id, 'filled-' || n, 'filling', '<p>filling</p>', m.created_at + n * interval '1 ms'
                    from message m, generate_series(1, %d) n where m.room_id = %d and m.seq = 1""".formatted(messages, room));
            fill.execute(
                    "update room set seq = 1 + %1$d, version = 1 + %1$d where id = %2$d".formatted(messages, room));
        }
    }
}
