package chat.parley.platform;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;

/**
 * Changes a span just before it ends. The public interface has no such moment: at the start attributes are missing, and after
 * the end they are fixed. {@code TracingTest} fails when it is not called.
 */
public abstract class SpanEndProcessor implements ExtendedSpanProcessor {

    @Override
    public final boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public final boolean isStartRequired() {
        return false;
    }

    @Override
    public final boolean isEndRequired() {
        return false;
    }

    @Override
    public final void onStart(Context parent, ReadWriteSpan span) {
        // Not required.
    }

    @Override
    public final void onEnd(ReadableSpan span) {
        // Not required.
    }
}
