package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class HeapExhaustionTest {

    private long seconds;
    private long collected;
    private final HeapExhaustion exhaustion = new HeapExhaustion(0, 0);

    @Test
    void heapFullDuringAWindowOfCollectionsIsExhausted() {
        for (var second = 1; second < HeapExhaustion.WINDOW.toSeconds(); second++) {
            assertThat(check(1, 900, true)).isFalse();
        }

        assertThat(check(1, 900, true)).isTrue();
    }

    /** A collection is counted when it ends, so most checks during a collection of several seconds see none. */
    @Test
    void collectionsLongerThanAnIntervalCount() {
        for (var collection = 0; collection < 2; collection++) {
            check(1, 0, true);
            check(1, 0, true);
            check(2, 3_800, true);
        }

        assertThat(check(2, 0, true)).isTrue();
    }

    @Test
    void oneVeryLongIntervalIsEnough() {
        assertThat(check(11, 10_500, true)).isTrue();
    }

    @Test
    void fullHeapWithProgressIsNotExhausted() {
        assertThat(check(60, 6_000, true)).isFalse();
    }

    @Test
    void effectiveCollectionsAreNotExhaustion() {
        assertThat(check(60, 55_000, false)).isFalse();
    }

    @Test
    void effectiveCollectionRestartsTheWindow() {
        check(9, 8_500, true);
        check(1, 900, false);

        assertThat(check(9, 8_500, true)).isFalse();
    }

    private boolean check(int after, int collectionMillis, boolean full) {
        seconds += after;
        collected += collectionMillis;
        return exhaustion.isReached(Duration.ofSeconds(seconds).toNanos(), collected, full);
    }
}
