package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import chat.parley.markdown.Markdown.Rendered;
import io.opentelemetry.api.trace.Span;

/**
 * A draft in the queue.
 *
 * @param text the rendered body
 * @param since {@link System#nanoTime} of its arrival
 * @param span the span of its trace
 * @param outcome completes when the batch is committed or has failed
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
