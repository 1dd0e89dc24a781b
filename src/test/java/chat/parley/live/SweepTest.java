package chat.parley.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class SweepTest {

    @Inject
    AgroalDataSource database;

    @Test
    void aMessageWhoseHintWasLostReachesEveryoneInOrder() throws SQLException {
        var mira = Person.called("mira");
        var tom = Person.called("tom");
        var room = mira.makesRoom("private");
        mira.invites(room, tom);

        try (var toms = tom.listens()) {
            mira.posts(room, "first");
            storedByAProcessThatDied(room, "second");
            mira.posts(room, "third");

            assertThat(toms.hearsMessages(room, 3)).extracting(frame -> frame.getString("message.body"))
                    .containsExactly("first", "second", "third");
            toms.hearsNo("message");
        }
    }

    @Test
    void theLastMessageIsFoundThoughNothingFollowsIt() throws SQLException {
        var mira = Person.called("mira");
        var room = mira.makesRoom("private");

        try (var miras = mira.listens()) {
            mira.posts(room, "first");
            miras.hearsMessages(room, 1);
            storedByAProcessThatDied(room, "last");

            assertThat(miras.hearsMessages(room, 1).get(0).getString("message.body")).isEqualTo("last");
        }
    }

    /** The transaction of a post and nothing after it: what is left of one whose process died before the hint. */
    private void storedByAProcessThatDied(long room, String body) throws SQLException {
        try (var connection = database.getConnection(); var store = connection.prepareStatement("""
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
