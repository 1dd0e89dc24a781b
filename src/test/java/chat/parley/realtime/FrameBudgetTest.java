package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    private long now = 5;
    private final FrameBudget budget = new FrameBudget(1_000, () -> now);

    @Test
    void oneSecondOfFramesMayBeSentAtOnce() {
        assertThat(budget.hasRemaining()).isTrue();

        budget.spend(1_000);

        assertThat(budget.hasRemaining()).isFalse();
    }

    @Test
    void budgetPerSecondIsNeverExceeded() {
        var spent = 0;
        for (var call = 0; call < 100; call++) {
            advance(Duration.ofMillis(10));
            while (budget.hasRemaining()) {
                budget.spend(10);
                spent += 10;
            }
        }

        assertThat(spent)
                .as("the second that was left over, and the one that passed")
                .isBetween(1_900, 2_020);
    }

    @Test
    void unusedBudgetDoesNotAccumulate() {
        advance(Duration.ofMinutes(1));
        budget.hasRemaining();

        budget.spend(1_000);

        assertThat(budget.hasRemaining()).isFalse();
    }

    @Test
    void broadcastAboveTheBudgetPassesAndDelaysTheNext() {
        assertThat(budget.hasRemaining()).isTrue();
        budget.spend(5_000);

        advance(Duration.ofSeconds(4));
        assertThat(budget.hasRemaining()).isFalse();
        advance(Duration.ofMillis(2));
        assertThat(budget.hasRemaining()).isTrue();
    }

    @Test
    void broadcastWithoutReceiversCostsOneFrame() {
        for (var frame = 0; frame < 1_000; frame++) {
            assertThat(budget.hasRemaining()).isTrue();
            budget.spend(0);
        }

        assertThat(budget.hasRemaining()).isFalse();
    }

    private void advance(Duration time) {
        now += time.toNanos();
    }
}
