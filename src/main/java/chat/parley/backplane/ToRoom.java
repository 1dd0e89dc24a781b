package chat.parley.backplane;

/**
 * A frame for those who follow a room, that is in no log: somebody types there.
 *
 * @param except the account whose sockets do not get it
 * @param bytes as in a {@link Hint}
 */
public record ToRoom(long room, long except, byte[] bytes) implements News {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
