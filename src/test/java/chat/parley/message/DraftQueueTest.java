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
        var first = offer(7, "a");
        var second = offer(7, "b");

        assertThat(queue.take()).containsExactly(first, second);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void roomsShareABatchInTheOrderOfTheirIds() {
        var high = offer(9, "a");
        var low = offer(7, "b");

        assertThat(queue.take()).containsExactly(low, high);
    }

    @Test
    void roomIsInOneBatchAtATime() {
        offer(7, "a");
        var batch = queue.take();
        var next = offer(7, "b");
        assertThat(queue.take()).isEmpty();
        assertThat(queue.isDue()).isFalse();

        queue.written(batch);

        assertThat(queue.isDue()).isTrue();
        assertThat(queue.take()).containsExactly(next);
    }

    @Test
    void sameClientIdWaitsForTheFirst() {
        var first = offer(7, "same");
        var again = offer(7, "same");

        var batch = queue.take();
        assertThat(batch).containsExactly(first);
        queue.written(batch);

        assertThat(queue.take()).containsExactly(again);
    }

    @Test
    void batchIsBounded() {
        for (var name : List.of("a", "b", "c", "d")) {
            offer(7, name);
        }

        var batch = queue.take();
        assertThat(batch).hasSize(3);
        queue.written(batch);

        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void queueIsBounded() {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            offer(7, name);
        }
        assertThat(queue.offer(pendingMessage(7, "f"))).isFalse();

        queue.written(queue.take());

        assertThat(queue.offer(pendingMessage(7, "f"))).isTrue();
    }

    @Test
    void queueRejectsDraftsWhileTheFirstWaitsTooLong() {
        var impatient = new DraftQueue(5, Duration.ZERO, 3);
        var first = pendingMessage(7, "a");
        assertThat(impatient.offer(first)).isTrue();
        assertThat(impatient.offer(pendingMessage(8, "b")))
                .as("nothing is taken as long as the first waits")
                .isFalse();

        impatient.written(impatient.take());
        first.outcome().complete(AppendResult.Rejected.ARCHIVED);

        assertThat(impatient.offer(pendingMessage(8, "b"))).isTrue();
    }

    private PendingMessage offer(long room, String clientId) {
        var pending = pendingMessage(room, clientId);
        assertThat(queue.offer(pending)).isTrue();
        return pending;
    }

    private static PendingMessage pendingMessage(long room, String clientId) {
        return PendingMessage.of(new Draft(room, 1, clientId, "body", null), new Rendered("<p>body</p>", List.of()));
    }
}
