package chat.parley.backplane;

/**
 * Word that a room's log has moved.
 *
 * @param room the room's id
 * @param version the room's version after the change
 * @param bytes the frame that tells a client of it: UTF-8, the same for everyone, never changed after it is handed over
 */
public record Hint(long room, long version, byte[] bytes) implements News {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
