package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestSocket;
import chat.parley.TestUser;
import chat.parley.markdown.Markdown;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** HTML of an older renderer version is rendered again: when it is read, and in the background. */
@QuarkusTest
class RenderingTest {

    private static final Duration RENDERING_TIMEOUT = Duration.ofSeconds(20);

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;

    /** Other tests store messages by SQL without a version: the job would render thousands of those first. */
    @BeforeEach
    void createRoom() throws SQLException {
        for (var table : new String[] {"message", "message_revision"}) {
            executeSql("update %1$s set html_version = %2$d where html_version < %2$d"
                    .formatted(table, Markdown.RENDERER_VERSION));
        }
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
    }

    /** The test locks the row during the read, so the job cannot have rendered it. */
    @Test
    void readingAnOutdatedRenderingRendersItAgain() throws SQLException {
        mira.post(room, "*one*");
        mira.post(room, "*two*");
        markOutdated();
        try (var holder = database.getConnection();
                var hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("select from message where room_id = %d for update".formatted(room));

            mira.request()
                    .get("/api/rooms/{id}/messages", room)
                    .then()
                    .statusCode(200)
                    .body("items.html", contains("<p><em>one</em></p>\n", "<p><em>two</em></p>\n"));
            assertThat(mira.message(room, 1).getString("html")).isEqualTo("<p><em>one</em></p>\n");

            holder.rollback();
        }
    }

    @Test
    void backgroundJobRendersUnreadMessages() throws SQLException {
        mira.post(room, "*one*");
        markOutdated();

        await().atMost(RENDERING_TIMEOUT)
                .untilAsserted(
                        () -> assertThat(queryText("select html || html_version from message where room_id = %d", room))
                                .isEqualTo("<p><em>one</em></p>\n" + Markdown.RENDERER_VERSION));
    }

    @Test
    void renderingIsNoRoomChangeAndKeepsMentions() throws SQLException {
        var tom = TestUser.create("tom");
        mira.invite(room, tom);
        mira.post(room, "@" + tom.username() + ", see @" + mira.username() + ".");
        var before = mira.message(room, 1);
        var version = mira.get("/api/rooms/{id}", room).getLong("version");
        try (TestSocket socket = tom.openSocket()) {
            markOutdated();

            await().atMost(RENDERING_TIMEOUT)
                    .untilAsserted(() -> assertThat(
                                    queryText("select html_version::text from message where room_id = %d", room))
                            .isEqualTo(String.valueOf(Markdown.RENDERER_VERSION)));

            socket.assertNotReceived("message");
        }
        assertThat(mira.message(room, 1).<Object>get("$")).isEqualTo(before.get("$"));
        assertThat(mira.get("/api/rooms/{id}", room).getLong("version")).isEqualTo(version);
    }

    @Test
    void earlierVersionsAreRenderedAgain() throws SQLException {
        mira.post(room, "*one*");
        mira.edit(room, 1, "*two*").then().statusCode(200);
        markOutdated();
        executeSql("update message_revision set html = 'old', html_version = 0 where room_id = " + room);

        mira.request()
                .get("/api/rooms/{id}/messages/1/versions", room)
                .then()
                .body("items.html", contains("<p><em>one</em></p>\n"));
        await().atMost(RENDERING_TIMEOUT)
                .untilAsserted(() -> assertThat(queryText("select html from message_revision where room_id = %d", room))
                        .isEqualTo("<p><em>one</em></p>\n"));
    }

    /** Without the index, the job would read the whole table every two seconds. */
    @Test
    void indexesUseTheCurrentRenderingVersion() throws SQLException {
        for (var index : new String[] {"message_outdated_html_idx", "message_revision_outdated_html_idx"}) {
            assertThat(queryText("select indexdef from pg_indexes where indexname = '" + index + "'", room))
                    .contains("html_version < " + Markdown.RENDERER_VERSION);
        }
    }

    private void markOutdated() throws SQLException {
        executeSql("update message set html = '<a href=\"/old\">old</a>', html_version = 0 where room_id = " + room);
    }

    private void executeSql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    private String queryText(String query, long room) throws SQLException {
        try (var connection = database.getConnection();
                var ask = connection.createStatement();
                var found = ask.executeQuery(query.formatted(room))) {
            return found.next() ? found.getString(1) : null;
        }
    }
}
