package chat.parley.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import chat.parley.markdown.Markdown;

/** The baseline for durable sends: one message a transaction over JDBC, on the same PostgreSQL and tables. */
final class RowATransaction implements Load.Client {

    private final List<Long> rooms;
    private final Connection connection;
    private final PreparedStatement move;
    private final PreparedStatement insert;

    RowATransaction(String url, List<Long> rooms, long author) throws SQLException {
        this.rooms = rooms;
        connection = DriverManager.getConnection(url, "postgres", "");
        connection.setAutoCommit(false);
        move = connection.prepareStatement(
                "update room set seq = seq + 1, version = version + 1, active_at = now() where id = ? returning seq, version");
        insert = connection.prepareStatement("""
                insert into message (room_id, seq, version, author_id, client_id, body, html, created_at, html_version)
                values (?, ?, ?, ?, ?, ?, ?, now(), %d)""".formatted(Markdown.RENDERER_VERSION));
        insert.setLong(4, author);
        insert.setString(6, Bench.BODY);
        insert.setString(7, "<p>" + Bench.BODY + "</p>\n");
    }

    @Override
    public void once() throws SQLException {
        var room = rooms.get(ThreadLocalRandom.current().nextInt(rooms.size()));
        move.setLong(1, room);
        try (var place = move.executeQuery()) {
            place.next();
            insert.setLong(1, room);
            insert.setLong(2, place.getLong(1));
            insert.setLong(3, place.getLong(2));
        }
        insert.setString(5, UUID.randomUUID().toString());
        insert.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
