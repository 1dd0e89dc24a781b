package chat.parley.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** What another process does to a session, of which this one sees nothing but the database. */
@QuarkusTest
class EndedElsewhereTest {

    private static final int NOT_ALLOWED = 1008;

    @Inject
    AgroalDataSource database;

    private Person mira;

    @BeforeEach
    void someoneSignedIn() {
        mira = Person.called("mira");
    }

    @Test
    void theSocketsOfASessionThatAnotherProcessEndedClose() throws SQLException {
        var elsewhere = mira.elsewhere();
        try (var here = mira.listens(); var there = elsewhere.listens()) {
            var ended = mira.reads("/api/me/sessions").getLong("items.find { !it.current }.id");

            does("delete from session where id = %d".formatted(ended));

            assertThat(there.closesWith()).isEqualTo(NOT_ALLOWED);
            here.hearsUntilNow();
        }
    }

    @Test
    void theSocketsOfSomeoneDisabledInTheDatabaseClose() throws SQLException {
        var tom = Person.called("tom");
        try (var miras = mira.listens(); var toms = tom.listens()) {

            does("update account set disabled = true where username = '%s'".formatted(mira.username()));

            assertThat(miras.closesWith()).isEqualTo(NOT_ALLOWED);
            toms.hearsUntilNow();
        }
    }

    private void does(String statement) throws SQLException {
        try (var connection = database.getConnection(); var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
