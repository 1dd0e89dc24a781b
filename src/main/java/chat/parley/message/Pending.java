package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import chat.parley.message.Markdown.Rendered;

/**
 * A draft that waits to be stored.
 *
 * @param text its body, rendered
 * @param since {@link System#nanoTime} when it came
 * @param outcome completed when it is known what became of it
 */
record Pending(Draft draft, Rendered text, long since, CompletableFuture<Outcome> outcome) {

    static Pending of(Draft draft, Rendered text) {
        return new Pending(draft, text, System.nanoTime(), new CompletableFuture<>());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
