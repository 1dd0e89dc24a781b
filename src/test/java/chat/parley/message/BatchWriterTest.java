package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import chat.parley.database.DataAccessException;
import chat.parley.markdown.Markdown.Rendered;
import chat.parley.message.AppendResult.Stored;
import chat.parley.message.MessageView.Author;
import chat.parley.problem.ApiException;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class BatchWriterTest {

    /** A room whose row another process has locked. */
    private static final long LOCKED_ROOM = 11;

    /** A database stub: records stored messages, can block, and rejects what the test chooses. */
    private static final class FakeTable extends MessageBatchDao {

        private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile DataAccessException failure;

        FakeTable() {
            super(null, Traces.none());
        }

        @Override
        List<AppendResult> write(List<PendingMessage> batch) {
            batches.add(
                    batch.stream().map(pending -> pending.draft().clientId()).toList());
            awaitOpen();
            if (failure != null) {
                throw failure;
            }
            if (batch.stream().anyMatch(pending -> pending.draft().body().equals("poison"))) {
                throw new DataAccessException(new SQLException("violates check constraint", "23514"));
            }
            if (batch.stream().anyMatch(pending -> pending.draft().body().equals("too deep"))) {
                throw new StackOverflowError("too deep");
            }
            if (batch.stream().anyMatch(pending -> pending.draft().room() == LOCKED_ROOM)) {
                throw new DataAccessException(new SQLException("canceling statement due to lock timeout", "55P03"));
            }
            return batch.stream().<AppendResult>map(BatchWriterTest::stored).toList();
        }

        private void awaitOpen() {
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final FakeTable table = new FakeTable();
    private final List<String> notified = Collections.synchronizedList(new ArrayList<>());
    private final BatchWriter writers = new BatchWriter(
            table, stored -> notified.add(stored.message().clientId()), Traces.none(), new SimpleMeterRegistry());

    @AfterEach
    void stop() throws InterruptedException {
        table.open.countDown();
        writers.close();
    }

    @Test
    void messagesDuringAWriteFormTheNextBatch() {
        var all = new ArrayList<>(List.of(writeDraft("first", "body")));
        await().until(() -> table.batches.size() == 1);
        IntStream.range(0, 50).forEach(number -> all.add(writeDraft("later " + number, "body")));

        table.open.countDown();

        assertThat(all)
                .allSatisfy(pending -> assertThat(pending.outcome().join()).isInstanceOf(Stored.class));
        assertThat(table.batches).hasSize(2);
        assertThat(table.batches.get(1)).hasSize(50);
        assertThat(notified)
                .as("each batch in its order, whichever thread tells first")
                .hasSize(51)
                .contains("first");
        assertThat(notified.stream().filter(name -> !name.equals("first")))
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(number -> "later " + number)
                        .toList());
    }

    @Test
    void failedDraftDoesNotAffectOthers() {
        writeDraft("first", "body");
        await().until(() -> table.batches.size() == 1);
        var before = writeDraft("before", "body");
        var poison = writeDraft("poison", "poison");
        var after = writeDraft("after", "body");

        table.open.countDown();

        assertThat(before.outcome().join()).isInstanceOf(Stored.class);
        assertThat(after.outcome().join()).isInstanceOf(Stored.class);
        assertThatThrownBy(poison.outcome()::join).hasRootCauseMessage("violates check constraint");
        assertThat(notified)
                .containsExactlyInAnyOrder("first", "before", "after")
                .containsSubsequence("before", "after");
    }

    @Test
    void withoutADatabaseNothingIsStoredAndClientsRetry() {
        table.failure = new DataAccessException(new SQLException("the server is gone", "08006"));
        table.open.countDown();

        var pending = writeDraft("lost", "body");

        assertThatThrownBy(pending.outcome()::join)
                .hasCauseInstanceOf(ApiException.class)
                .cause()
                .satisfies(
                        refusal -> assertThat(((ApiException) refusal).status()).isEqualTo(503));
        assertThat(notified).isEmpty();
    }

    @Test
    void unresponsiveDatabaseRejectsOtherDraftsAtOnce() {
        writeDraft("stuck", "body");

        await().until(() -> isRejected("another"));

        assertThat(table.batches).as("the first is still being written").hasSize(1);
    }

    @Test
    void errorInOneDraftDoesNotBlockItsRoomOrOthers() {
        writeDraft("first", "body");
        await().until(() -> table.batches.size() == 1);
        var broken = writeDraft("broken", "too deep");
        var after = writeDraft("after", "body");

        table.open.countDown();

        assertThat(after.outcome().join()).isInstanceOf(Stored.class);
        assertThatThrownBy(broken.outcome()::join).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(writeDraft("later", "body").outcome().join())
                .as("in the same room")
                .isInstanceOf(Stored.class);
    }

    @Test
    void roomLockedByAnotherProcessDoesNotDelayOtherRooms() {
        IntStream.range(0, 3).forEach(number -> {
            writeDraft("first of writer " + number, "body", 20 + number);
            await().until(() -> table.batches.size() == number + 1);
        });
        var locked = writeDraft("locked", "body", LOCKED_ROOM);
        var free = writeDraft("free", "body", LOCKED_ROOM + 1);

        table.open.countDown();

        assertThat(free.outcome().join()).isInstanceOf(Stored.class);
        assertThatThrownBy(locked.outcome()::join)
                .hasCauseInstanceOf(ApiException.class)
                .cause()
                .satisfies(
                        refusal -> assertThat(((ApiException) refusal).status()).isEqualTo(503));
    }

    @Test
    void expiredDraftIsNotStored() {
        writeDraft("first", "body");
        await().until(() -> table.batches.size() == 1);
        var answered = writeDraft("answered", "body");
        var waiting = writeDraft("waiting", "body");
        answered.outcome().completeExceptionally(new TimeoutException());

        table.open.countDown();

        assertThat(waiting.outcome().join()).isInstanceOf(Stored.class);
        assertThat(table.batches).containsExactly(List.of("first"), List.of("waiting"));
    }

    private boolean isRejected(String clientId) {
        try {
            writeDraft(clientId, "body");
            return false;
        } catch (ApiException refusal) {
            return refusal.status() == 503 && refusal.retryAfter() != null;
        }
    }

    private PendingMessage writeDraft(String clientId, String body) {
        return writeDraft(clientId, body, 7);
    }

    private PendingMessage writeDraft(String clientId, String body, long room) {
        var pending = PendingMessage.of(new Draft(room, 1, clientId, body, null), new Rendered("", List.of()));
        writers.write(pending);
        return pending;
    }

    private static Stored stored(PendingMessage pending) {
        return new Stored(
                MessageView.posted(pending, List.of(), 1, 1, new Author("mira", "Mira", null, false), Instant.now()),
                pending.draft().author(),
                false);
    }
}
