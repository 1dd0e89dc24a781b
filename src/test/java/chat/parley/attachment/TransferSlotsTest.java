package chat.parley.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import chat.parley.attachment.TransferSlots.Bounds;
import chat.parley.attachment.TransferSlots.Transfer;
import chat.parley.problem.ApiException;

class TransferSlotsTest {

    private final AtomicLong now = new AtomicLong();
    private final TransferSlots slots = new TransferSlots(new Bounds(6, 2, 4, 2, Duration.ofSeconds(10)), now::get);

    private final TestTransfer quick = new TestTransfer();

    private final class TestTransfer implements Transfer {

        private final TransferRate pace = new TransferRate(now::get);
        private boolean ended;

        TestTransfer() {
            pace.begin();
        }

        @Override
        public TransferRate rate() {
            return pace;
        }

        @Override
        public void abort() {
            ended = true;
        }
    }

    @Test
    void accountHasAFewSlots() {
        var first = slots.acquire(1, "a", new TestTransfer());
        slots.acquire(1, "b", new TestTransfer());

        assertThat(expectRetryAfter(1, "c")).isEqualTo(429);

        first.close();
        first.close();
        slots.acquire(1, "c", new TestTransfer());
        assertThat(expectRetryAfter(1, "c")).isEqualTo(429);
    }

    @Test
    void addressHasAShareOfAllSlots() {
        for (var account = 0; account < 4; account++) {
            slots.acquire(account, "a", new TestTransfer());
        }

        assertThat(expectRetryAfter(4, "a")).isEqualTo(429);
        slots.acquire(4, "b", new TestTransfer());
    }

    @Test
    void totalSlotsAreBounded() {
        for (var account = 0; account < 6; account++) {
            slots.acquire(account, "address " + account, new TestTransfer());
        }

        assertThat(expectRetryAfter(6, "b")).isEqualTo(503);
    }

    @Test
    void slowestTransferOfTheAddressIsReplaced() {
        var elsewhere = new TestTransfer();
        slots.acquire(9, "b", elsewhere);
        var standing = IntStream.range(0, 4)
                .mapToObj(account -> {
                    var one = new TestTransfer();
                    slots.acquire(account, "a", one);
                    return one;
                })
                .toList();
        advanceSeconds(1);
        standing.forEach(one -> {
            one.pace.end(one == standing.get(2) ? 0 : 10_000);
            one.pace.begin();
        });
        assertThat(expectRetryAfter(4, "a")).isEqualTo(429);
        advanceSeconds(2);

        slots.acquire(4, "a", new TestTransfer());

        assertThat(standing).filteredOn(one -> one.ended).containsExactly(standing.get(2));
        assertThat(elsewhere.ended).isFalse();
        assertThat(slots.size()).isEqualTo(5);
    }

    @Test
    void slowestTransferOfAllIsReplaced() {
        var slowest = new TestTransfer();
        slots.acquire(0, "0", slowest);
        advanceSeconds(1);
        for (var account = 1; account < 6; account++) {
            slots.acquire(account, "address " + account, new TestTransfer());
        }
        advanceSeconds(2);

        slots.acquire(6, "b", new TestTransfer());

        assertThat(slowest.ended).isTrue();
    }

    @Test
    void fastTransferIsNotReplaced() {
        for (var account = 0; account < 4; account++) {
            slots.acquire(account, "a", quick);
        }
        for (var second = 0; second < 60; second++) {
            advanceSeconds(1);
            quick.pace.end(TransferRate.MIN_BYTES_PER_SECOND_WHEN_FULL);
            quick.pace.begin();
        }

        assertThat(expectRetryAfter(4, "a")).isEqualTo(429);
    }

    @Test
    void stalledTransferIsAbortedWithoutWaiters() {
        var standing = new TestTransfer();
        slots.acquire(1, "a", standing);

        advanceSeconds(20);
        slots.abortStalled();
        assertThat(standing.ended).isFalse();
        advanceSeconds(1);
        slots.abortStalled();

        assertThat(standing.ended).isTrue();
    }

    @Test
    void waitersAreServedInOrder() {
        var first = slots.acquire(1, "a", new TestTransfer());
        var second = slots.acquire(1, "a", new TestTransfer());
        var third = slots.acquireLater(1, "a", new TestTransfer());
        var fourth = slots.acquireLater(1, "a", new TestTransfer());
        assertThat(slots.acquireLater(1, "a", new TestTransfer())).failsWithin(Duration.ZERO);
        assertThat(slots.acquireLater(2, "a", new TestTransfer()))
                .as("another account")
                .isCompleted();

        first.close();
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
        second.close();
        assertThat(fourth).isCompleted();
    }

    @Test
    void waitingTimesOut() {
        slots.acquire(1, "a", new TestTransfer());
        slots.acquire(1, "a", new TestTransfer());
        var third = slots.acquireLater(1, "a", new TestTransfer());

        advanceSeconds(9);
        slots.abortStalled();
        assertThat(third).isNotDone();
        advanceSeconds(1);
        slots.abortStalled();

        assertThat(catchThrowableOfType(CompletionException.class, third::join)).hasCauseInstanceOf(ApiException.class);
    }

    private int expectRetryAfter(long account, String address) {
        return catchThrowableOfType(ApiException.class, () -> slots.acquire(account, address, new TestTransfer()))
                .status();
    }

    private void advanceSeconds(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
