package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import chat.parley.markdown.Markdown.Rendered;
import io.opentelemetry.api.trace.Span;

/**
 * A draft in the queue.
 *
 * @param text the rendered body
 *
 * @param receivedNanos {@link System#nanoTime} of its receipt
 *
 * @param span the span of its trace
 *
 * @param outcome completes when the batch is committed or has failed
 */
record PendingMessage(
        Draft draft, Rendered text, long receivedNanos, Span span, CompletableFuture<AppendResult> outcome) {

    static PendingMessage of(Draft draft, Rendered text) {
        return of(draft, text, Span.getInvalid());
    }

    static PendingMessage of(Draft draft, Rendered text, Span span) {
        return new PendingMessage(draft, text, System.nanoTime(), span, new CompletableFuture<>());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - receivedNanos);
    }

    /** The number of characters of its body and HTML. */
    int chars() {
        return draft.body().length() + text.html().length();
    }
}
