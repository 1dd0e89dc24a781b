package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/** Simulates a process that dies after it commits a message and before it publishes the update: only the stored message remains. */
@ApplicationScoped
class LostNotification {

    private final AgroalDataSource database;

    LostNotification(AgroalDataSource database) {
        this.database = database;
    }

    /** Runs the transaction of a post and nothing after it, as the author of the room's last message. */
    void storeMessage(long room, String body) throws SQLException {
        try (var connection = database.getConnection();
                var store = connection.prepareStatement("""
                with place as (update room set seq = seq + 1, version = version + 1 where id = ? returning seq, version)
                insert into message (room_id, seq, version, author_id, client_id, body, html, created_at)
                select ?, seq, version, (select author_id from message where room_id = ? limit 1), ?, ?, ?, now() from place""")) {
            store.setLong(1, room);
            store.setLong(2, room);
            store.setLong(3, room);
            store.setString(4, body);
            store.setString(5, body);
            store.setString(6, "<p>" + body + "</p>");
            assertThat(store.executeUpdate()).isEqualTo(1);
        }
    }
}
