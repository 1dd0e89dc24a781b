package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import chat.parley.markdown.Markdown.Rendered;

class DraftQueueTest {

    private final DraftQueue queue = new DraftQueue(5, Duration.ofHours(1), 3);

    @Test
    void draftsOfARoomFormABatchInOrder() {
        var first = offered(7, "a");
        var second = offered(7, "b");

        assertThat(queue.take()).containsExactly(first, second);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void roomsShareABatchInTheOrderOfTheirIds() {
        var high = offered(9, "a");
        var low = offered(7, "b");

        assertThat(queue.take()).containsExactly(low, high);
    }

    @Test
    void roomIsInOneBatchAtATime() {
        offered(7, "a");
        var batch = queue.take();
        var next = offered(7, "b");
        assertThat(queue.take()).isEmpty();
        assertThat(queue.isDue()).isFalse();

        queue.written(batch);

        assertThat(queue.isDue()).isTrue();
        assertThat(queue.take()).containsExactly(next);
    }

    @Test
    void sameClientIdWaitsForTheFirst() {
        var first = offered(7, "same");
        var again = offered(7, "same");

        var batch = queue.take();
        assertThat(batch).containsExactly(first);
        queue.written(batch);

        assertThat(queue.take()).containsExactly(again);
    }

    @Test
    void batchIsBounded() {
        for (var name : List.of("a", "b", "c", "d")) {
            offered(7, name);
        }

        var batch = queue.take();
        assertThat(batch).hasSize(3);
        queue.written(batch);

        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void queueIsBounded() {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            offered(7, name);
        }
        assertThat(queue.offer(pending(7, "f"))).isFalse();

        queue.written(queue.take());

        assertThat(queue.offer(pending(7, "f"))).isTrue();
    }

    @Test
    void queueRejectsDraftsWhileTheFirstWaitsTooLong() {
        var impatient = new DraftQueue(5, Duration.ZERO, 3);
        var first = pending(7, "a");
        assertThat(impatient.offer(first)).isTrue();
        assertThat(impatient.offer(pending(8, "b")))
                .as("nothing is taken as long as the first waits")
                .isFalse();

        impatient.written(impatient.take());
        first.outcome().complete(AppendResult.Rejected.ARCHIVED);

        assertThat(impatient.offer(pending(8, "b"))).isTrue();
    }

    private PendingMessage offered(long room, String clientId) {
        var pending = pending(room, clientId);
        assertThat(queue.offer(pending)).isTrue();
        return pending;
    }

    private static PendingMessage pending(long room, String clientId) {
        return PendingMessage.of(new Draft(room, 1, clientId, "body", null), new Rendered("<p>body</p>", List.of()));
    }
}
