package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

class SingleRunTaskTest {

    private final Queue<String> due = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean refuses;
    private final Executor executor = task -> {
        if (refuses) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    };
    private final SingleRunTask run = new SingleRunTask(executor, this::work, () -> !due.isEmpty());

    @Test
    void requestedRunsNeverOverlap() {
        due.add("one");
        run.start();
        run.start();

        assertThat(tasks).hasSize(1);
        tasks.poll().run();
        assertThat(done).containsExactly("one");
    }

    @Test
    void nothingStartsWithoutWork() {
        assertThat(run.start()).isTrue();

        assertThat(tasks).isEmpty();
    }

    @Test
    void rejectedRunIsRepeatedByTheNextRequest() {
        due.add("one");
        refuses = true;
        assertThat(run.start()).isFalse();

        refuses = false;
        assertThat(run.start()).isTrue();
        tasks.poll().run();

        assertThat(done).containsExactly("one");
    }

    @Test
    void failedRunIsRepeatedByTheNextRequest() {
        due.add("broken");
        due.add("one");
        run.start();
        assertThatThrownBy(tasks.poll()::run).isInstanceOf(StackOverflowError.class);

        run.start();
        tasks.poll().run();

        assertThat(done).containsExactly("one");
    }

    @Test
    void workAddedAtTheEndIsDone() {
        due.add("last");
        run.start();
        var task = tasks.poll();
        due.add("later");
        done.add("nothing yet");

        task.run();
        assertThat(done).contains("last", "later");
    }

    private void work() {
        for (var next = due.poll(); next != null; next = due.poll()) {
            if (next.equals("broken")) {
                throw new StackOverflowError();
            }
            done.add(next);
        }
    }
}
