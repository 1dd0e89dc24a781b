package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void aDatabaseThatIsGoneIsOneHoweverDeepItIsHidden() {
        var hidden = new IllegalStateException("rolled back");
        hidden.addSuppressed(new RuntimeException(new SQLException("gone", "08006")));

        assertThat(Outage.causes(new RuntimeException(hidden))).isTrue();
    }

    @Test
    void whatIsWrongWithARowIsNone() {
        assertThat(Outage.causes(new RuntimeException(new SQLException("taken", "23505")))).isFalse();
    }

    @Test
    void failuresThatNameEachOtherComeToAnEnd() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.addSuppressed(other);

        assertThat(Outage.causes(one)).isFalse();
    }
}
