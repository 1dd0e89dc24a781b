package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import chat.parley.markdown.Markdown.Rendered;
import io.opentelemetry.api.trace.Span;

/**
 * A draft that waits to be stored.
 *
 * @param text its body, rendered
 * @param since {@link System#nanoTime} when it came
 * @param span its part in a trace
 * @param outcome completed when it is known what became of it
 */
record PendingMessage(Draft draft, Rendered text, long since, Span span, CompletableFuture<Outcome> outcome) {

    static PendingMessage of(Draft draft, Rendered text) {
        return of(draft, text, Span.getInvalid());
    }

    static PendingMessage of(Draft draft, Rendered text, Span span) {
        return new PendingMessage(draft, text, System.nanoTime(), span, new CompletableFuture<>());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** How many characters are stored of it. */
    int chars() {
        return draft.body().length() + text.html().length();
    }
}
