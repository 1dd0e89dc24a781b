package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A draft that waits to be stored.
 *
 * @param html the safe rendering of its body
 * @param since {@link System#nanoTime} when it came
 * @param outcome completed when it is known what became of it
 */
record Pending(Draft draft, String html, long since, CompletableFuture<Outcome> outcome) {

    static Pending of(Draft draft, String html) {
        return new Pending(draft, html, System.nanoTime(), new CompletableFuture<>());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
