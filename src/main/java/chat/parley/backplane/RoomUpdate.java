package chat.parley.backplane;

import io.opentelemetry.api.trace.SpanContext;

/**
 * Word that a room's log has moved.
 *
 * @param room the room's id
 * @param version the room's version after the change
 * @param bytes the frame that tells a client of it: UTF-8, the same for everyone, never changed after it is handed over
 * @param trace what tells of it, for a trace; not valid where nothing is traced
 */
public record RoomUpdate(long room, long version, byte[] bytes, SpanContext trace) implements BackplaneMessage {

    public RoomUpdate(long room, long version, byte[] bytes) {
        this(room, version, bytes, SpanContext.getInvalid());
    }

    /** The same, as a part of a trace. */
    public RoomUpdate of(SpanContext trace) {
        return trace.isValid() ? new RoomUpdate(room, version, bytes, trace) : this;
    }

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
