package chat.parley.room;

/** A change of a room outside its log. Fired inside the transaction, for observers that wait for the commit. */
public sealed interface RoomEvent {

    /** Someone came in, left, or has another role. The observer looks how they stand now: events may overtake each other. */
    record MembershipChanged(long room, long account) implements RoomEvent {}

    /** It is another way for one of its people, who want to be told of another part of its messages. */
    record ViewChanged(long room, long account) implements RoomEvent {}

    /** It is in use again, for everyone who was in it when it was archived. */
    record RoomRestored(long room) implements RoomEvent {}

    /** It has another name or topic, or was archived. */
    record RoomChanged(long room) implements RoomEvent {}

    /**
     * Someone has read up to another place.
     *
     * @param room as they see it now
     * @param back whether they have marked what comes after it as unread
     */
    record ReadMoved(long account, RoomView room, boolean back) implements RoomEvent {}
}
