package chat.parley.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

import chat.parley.TestUser;
import chat.parley.markdown.Markdown;

/** Compares reading random pages in a room of 1,000 messages and in one of 1,000,000. */
final class LongHistory {

    private static final int SHORT_ROOM_MESSAGES = 1_000;
    private static final int LONG_ROOM_MESSAGES = 1_000_000;
    private static final double MAX_RATIO = 1.3;

    private final Stage stage;
    private final Table table;
    private final Requests requests;

    LongHistory(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
        this.requests = new Requests(stage, table);
    }

    void measure(TestUser person, long account) throws Exception {
        var few = page(person, account, SHORT_ROOM_MESSAGES);
        var many = page(person, account, LONG_ROOM_MESSAGES);
        var ratio = few.perSecond() / many.perSecond();
        table.ratio("time for a page of 1,000,000 to that of 1,000", ratio, "at most " + MAX_RATIO, ratio <= MAX_RATIO);
    }

    private Requests.Measured page(TestUser person, long account, int messages) throws Exception {
        var room = person.createRoom("private");
        fill(room, account, messages);
        return requests.measured(
                person,
                "25 messages from anywhere among %,d".formatted(messages),
                () -> "/api/rooms/%d/messages?before=%d"
                        .formatted(room, ThreadLocalRandom.current().nextInt(26, messages)));
    }

    /** Uses SQL, because a million posts would take minutes. Analyzes the table, as autovacuum would have done on a database that grew to this size. */
    private void fill(long room, long account, int messages) throws SQLException {
        try (var connection = DriverManager.getConnection(stage.database(), "postgres", "");
                var statement = connection.createStatement()) {
            // Otherwise the background job would render them again during the measurement.
            statement.execute("alter table message alter html_version set default " + Markdown.RENDERER_VERSION);
            statement.execute("""
                    insert into message (room_id, seq, version, author_id, client_id, body, html, created_at)
                    select %d, n, n, %d, 'filled-' || n, '%s', '<p>%s</p>', now() from generate_series(1, %d) n""".formatted(room, account, Bench.BODY, Bench.BODY, messages));
            statement.execute("update room set seq = %1$d, version = %1$d where id = %2$d".formatted(messages, room));
            statement.execute("vacuum analyze message");
        }
    }
}
