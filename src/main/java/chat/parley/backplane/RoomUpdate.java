package chat.parley.backplane;

import io.opentelemetry.api.trace.SpanContext;

/**
 * A new version of a room's log.
 *
 * @param room the id of the room
 * @param version the version of the room after the change
 * @param bytes the frame for clients: UTF-8, the same for everyone; must not be modified
 * @param trace the trace of the change; invalid if it is not traced
 */
public record RoomUpdate(long room, long version, byte[] bytes, SpanContext trace) implements BackplaneMessage {

    /** Creates an update without a trace. */
    public RoomUpdate(long room, long version, byte[] bytes) {
        this(room, version, bytes, SpanContext.getInvalid());
    }

    /** Returns this update with a trace, or this update itself if the trace is invalid. */
    public RoomUpdate withTrace(SpanContext trace) {
        return trace.isValid() ? new RoomUpdate(room, version, bytes, trace) : this;
    }

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
