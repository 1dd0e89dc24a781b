package chat.parley.backplane;

import io.opentelemetry.api.trace.SpanContext;

/**
 * To which trace a hint belongs that comes next, told by itself: a release that does not know of it passes it over, and
 * hears the hint as ever. Nobody but {@link TraceCorrelator} has to take it.
 */
record TraceHeader(long room, long version, SpanContext trace) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
