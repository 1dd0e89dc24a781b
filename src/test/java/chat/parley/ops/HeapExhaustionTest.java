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
            assertThat(look(1, 900, true)).isFalse();
        }

        assertThat(look(1, 900, true)).isTrue();
    }

    /** A collection is counted when it ends, so most checks during a collection of several seconds see none. */
    @Test
    void collectionsLongerThanAnIntervalCount() {
        for (var collection = 0; collection < 2; collection++) {
            look(1, 0, true);
            look(1, 0, true);
            look(2, 3_800, true);
        }

        assertThat(look(2, 0, true)).isTrue();
    }

    @Test
    void oneVeryLongIntervalIsEnough() {
        assertThat(look(11, 10_500, true)).isTrue();
    }

    @Test
    void fullHeapWithProgressIsNotExhausted() {
        assertThat(look(60, 6_000, true)).isFalse();
    }

    @Test
    void effectiveCollectionsAreNotExhaustion() {
        assertThat(look(60, 55_000, false)).isFalse();
    }

    @Test
    void effectiveCollectionRestartsTheWindow() {
        look(9, 8_500, true);
        look(1, 900, false);

        assertThat(look(9, 8_500, true)).isFalse();
    }

    private boolean look(int after, int collectionMillis, boolean full) {
        seconds += after;
        collected += collectionMillis;
        return exhaustion.isReached(Duration.ofSeconds(seconds).toNanos(), collected, full);
    }
}
