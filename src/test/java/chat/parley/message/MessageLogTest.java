package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import chat.parley.markdown.Emoji;
import chat.parley.markdown.Markdown;
import chat.parley.problem.ApiException;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class MessageLogTest {

    /** A database that never answers. */
    private static final class SilentTable extends MessageBatchDao {

        private final CountDownLatch end = new CountDownLatch(1);

        SilentTable() {
            super(null, Traces.none());
        }

        @Override
        List<AppendResult> write(List<PendingMessage> batch) {
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("It ends");
        }
    }

    private final SilentTable table = new SilentTable();
    private final MessageLog log = new MessageLog(
            table,
            new Markdown(new Emoji()),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Traces.none(),
            new SimpleMeterRegistry());

    @AfterEach
    void stop() throws InterruptedException {
        table.end.countDown();
        log.stop();
    }

    @Test
    void draftThatIsNotStoredInTimeIsAnsweredWithUnavailable() {
        var appended = log.append(new Draft(7, 1, "late", "Nobody is mentioned.", null));

        assertThatThrownBy(appended::join)
                .hasCauseInstanceOf(ApiException.class)
                .cause()
                .satisfies(cause -> {
                    assertThat(((ApiException) cause).status()).isEqualTo(503);
                    assertThat(((ApiException) cause).retryAfter()).isPositive();
                });
    }
}
