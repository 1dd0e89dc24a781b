package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<BackplaneMessage> delivered = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Inbox inbox = new Inbox(this::deliver);

    @AfterEach
    void end() {
        mayGoOn.countDown();
        inbox.close();
    }

    @Test
    void offeringDoesNotBlockAndKeepsTheOrder() {
        for (var version = 1; version <= 1_000; version++) {
            assertThat(inbox.offer(updateOfVersion(version), 100)).isTrue();
        }
        assertThat(delivered).as("the listener waits for this test").isEmpty();

        mayGoOn.countDown();

        await().until(() -> delivered.size() == 1_000);
        assertThat(delivered).extracting(news -> ((RoomUpdate) news).version()).isSorted();
        assertThat(threads).doesNotContain(Thread.currentThread()).containsOnly(threads.get(0));
        assertThat(inbox.hasRecentlyDropped()).isFalse();
    }

    @Test
    void queueIsBoundedAndDropsAreReported() {
        var size = (int) (Inbox.MAX_QUEUED_BYTES / 4);
        var accepted = 0;
        while (accepted < 10 && inbox.offer(updateOfVersion(accepted), size)) {
            accepted++;
        }

        assertThat(accepted).as("four with what each takes besides are more").isBetween(3, 4);
        assertThat(inbox.hasRecentlyDropped()).isTrue();

        mayGoOn.countDown();
        var expected = accepted;
        await().until(() -> delivered.size() == expected);
        assertThat(inbox.offer(updateOfVersion(99), size))
                .as("there is room again")
                .isTrue();
    }

    /** Delivery continues on the same thread: an exception that ended the thread would be lost without a log entry. */
    @Test
    void failingListenerDoesNotStopTheThread() {
        mayGoOn.countDown();
        inbox.offer(updateOfVersion(-1), 1);

        inbox.offer(updateOfVersion(2), 1);

        await().until(() -> delivered.size() == 1);
        assertThat(threads).hasSize(2).containsOnly(threads.get(0));
    }

    private void deliver(BackplaneMessage news) {
        threads.add(Thread.currentThread());
        try {
            mayGoOn.await();
        } catch (InterruptedException stopped) {
            return;
        }
        if (((RoomUpdate) news).version() < 0) {
            throw new AssertionError("broken on purpose");
        }
        delivered.add(news);
    }

    private static RoomUpdate updateOfVersion(long version) {
        return new RoomUpdate(1, version, new byte[0]);
    }
}
