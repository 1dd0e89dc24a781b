package chat.parley.backplane;

import io.opentelemetry.api.trace.SpanContext;

/**
 * The trace of the room update that follows. It is a separate message, so that a release that does not know it can
 * ignore it. Only {@link TraceCorrelator} handles it.
 */
record TraceHeader(long room, long version, SpanContext trace) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
