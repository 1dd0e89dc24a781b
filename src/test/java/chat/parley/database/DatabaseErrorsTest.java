package chat.parley.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {

    @Test
    void nestedConnectionFailureIsTemporary() {
        var hidden = new IllegalStateException("rolled back");
        hidden.addSuppressed(new RuntimeException(new SQLException("gone", "08006")));

        assertThat(DatabaseErrors.isTemporary(new RuntimeException(hidden))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25P03", "25P04", "25006", "55P03", "57014", "57P01", "58030", "08006", "53300"})
    void serverTimeoutsAndStandbysAreTemporary(String state) {
        assertThat(DatabaseErrors.isTemporary(new RuntimeException(new SQLException("later", state))))
                .isTrue();
    }

    @Test
    void constraintViolationIsNotTemporary() {
        assertThat(DatabaseErrors.isTemporary(new RuntimeException(new SQLException("taken", "23505"))))
                .isFalse();
    }

    @Test
    void cyclicCausesTerminate() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.addSuppressed(other);

        assertThat(DatabaseErrors.isTemporary(one)).isFalse();
    }
}
