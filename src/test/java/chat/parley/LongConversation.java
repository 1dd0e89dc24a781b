package chat.parley;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

import chat.parley.markdown.Markdown;
import io.agroal.api.AgroalDataSource;

/** Fills a room with messages by SQL, because posting thousands of messages takes too long. */
public record LongConversation(AgroalDataSource database) {

    /** Messages of three lines, all with the current time. */
    public void fill(long room, TestUser author, int messages) throws SQLException {
        fill(room, author, messages, Instant.now(), 0);
    }

    /** @param secondsApart the time between two messages; the first is at {@code first} */
    public void fill(long room, TestUser author, int messages, Instant first, int secondsApart) throws SQLException {
        try (var connection = database.getConnection();
                var fill = connection.prepareStatement("""
                with filled as (update room set seq = ?, version = ? where id = ?)
                insert into message (room_id, seq, version, author_id, client_id, body, html, html_version, created_at)
                select ?, n, n, (select id from account where username = ?), n, 'message ' || n,
                  '<p>message ' || n || '</p><p>and more</p><p>of it</p>', ?, ?::timestamptz + (n - 1) * ? * interval '1 second'
                from generate_series(1, ?) n""")) {
            fill.setLong(1, messages);
            fill.setLong(2, messages);
            fill.setLong(3, room);
            fill.setLong(4, room);
            fill.setString(5, author.username());
            fill.setInt(6, Markdown.RENDERER_VERSION);
            fill.setObject(7, first.atOffset(ZoneOffset.UTC));
            fill.setInt(8, secondsApart);
            fill.setInt(9, messages);
            fill.executeUpdate();
        }
    }
}
