package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import chat.parley.realtime.MembershipCheckQueue.Check;

class MembershipCheckQueueTest {

    private static final int BUDGET = 1_000;

    private long now;
    private final MembershipCheckQueue queue = new MembershipCheckQueue(new FrameBudget(BUDGET, () -> now));
    private List<Long> followers = List.of(1L, 2L);

    @Test
    void accountChecksPrecedeEarlierRoomChecks() {
        queue.addRoom(7, false);
        queue.beginSecond();
        queue.add(3, 8);

        assertThat(all()).containsExactly(new Check(8, List.of(3L), true), new Check(7, followers, false));
    }

    @Test
    void accountChecksPrecedeTheRestOfALargeRoom() {
        followers = accounts(2 * MembershipCheckQueue.MAX_ACCOUNTS_PER_CHECK);
        queue.addRoom(7, false);
        queue.beginSecond();
        assertThat(next().accounts()).hasSize(MembershipCheckQueue.MAX_ACCOUNTS_PER_CHECK);

        queue.add(3, 8);

        assertThat(next().urgent()).isTrue();
        assertThat(next().accounts()).hasSize(MembershipCheckQueue.MAX_ACCOUNTS_PER_CHECK);
        assertThat(all()).isEmpty();
    }

    @Test
    void roomIsCheckedOncePerSecond() {
        for (var change = 0; change < 100; change++) {
            queue.addRoom(7, false);
        }
        assertThat(all()).as("the second is not over").isEmpty();

        queue.beginSecond();
        assertThat(next().room()).isEqualTo(7);
        queue.addRoom(7, false);
        assertThat(all()).as("it goes with the next second").isEmpty();

        queue.beginSecond();
        assertThat(all()).hasSize(1);
    }

    @Test
    void restoredRoomChecksItsMembers() {
        queue.addRoom(7, true);
        queue.addRoom(7, false);
        queue.beginSecond();

        assertThat(queue.next(room -> List.of(), room -> List.of(4L))).contains(new Check(7, List.of(4L), false));
    }

    @Test
    void checksAboveTheBudgetFollowInOrder() {
        followers = accounts(400);
        LongStream.rangeClosed(1, 6).forEach(room -> queue.addRoom(room, false));
        queue.beginSecond();
        assertThat(all())
                .extracting(Check::room)
                .as("the last one exceeds the budget")
                .containsExactly(1L, 2L, 3L);
        assertThat(queue.isDue()).isFalse();

        queue.addRoom(1, false);
        queue.beginSecond();
        now += Duration.ofSeconds(1).toNanos();

        assertThat(queue.isDue()).isTrue();
        assertThat(all()).extracting(Check::room).containsExactly(4L, 5L);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(all())
                .extracting(Check::room)
                .as("room 1 after those that waited")
                .startsWith(6L, 1L);
    }

    @Test
    void accountsAreCheckedWithASpentBudget() {
        followers = accounts(BUDGET);
        queue.addRoom(7, false);
        queue.beginSecond();
        all();

        queue.add(3, 8);

        assertThat(queue.isDue()).isTrue();
        assertThat(all()).containsExactly(new Check(8, List.of(3L), true));
    }

    private Check next() {
        return queue.next(room -> followers, room -> List.of()).orElseThrow();
    }

    private List<Check> all() {
        var looks = new ArrayList<Check>();
        for (var check = queue.next(room -> followers, room -> List.of());
                check.isPresent();
                check = queue.next(room -> followers, room -> List.of())) {
            looks.add(check.get());
        }
        return looks;
    }

    private static List<Long> accounts(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
