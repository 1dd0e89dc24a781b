package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MessageBatchDaoTest {

    @Inject
    AgroalDataSource database;

    /** The cost of a post must not grow with the number of the author's messages, even on a table that was never analyzed. */
    @Test
    void earlierMessageIsFoundByItsKey() throws SQLException {
        var mira = TestUser.create("mira");
        mira.post(mira.createRoom("public"), "hello");

        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(plan(connection))
                    .contains("Index Scan using message_client_id_key on message s")
                    .containsPattern("Index (Only )?Scan Backward using message_author_id_idx on message own")
                    .doesNotContain("message_author_id_idx on message s");
            connection.rollback();
        }
    }

    private static String plan(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local plan_cache_mode = force_generic_plan");
            // The table is small: after an analyze, the cheapest plan would be to read and sort all of it.
            for (var way : new String[] {"seqscan", "bitmapscan", "sort"}) {
                statement.execute("set local enable_" + way + " = off");
            }
            statement.execute("""
                    prepare batch (bigint[], bigint[], text[], text[], text[], bigint[], text[], boolean[], timestamptz, timestamptz) as
                    """ + numberParameters(MessageBatchDao.WRITE));
            var plan = new StringBuilder();
            try (var lines = statement.executeQuery(
                    "explain execute batch ('{1}', '{1}', '{id}', '{body}', '{html}', '{null}', '{mira tom}', '{false}', now(), now())")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            statement.execute("deallocate batch");
            return plan.toString();
        }
    }

    private static String numberParameters(String sql) {
        var numbered = sql;
        for (var number = 1; numbered.contains("?"); number++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + number);
        }
        return numbered;
    }
}
