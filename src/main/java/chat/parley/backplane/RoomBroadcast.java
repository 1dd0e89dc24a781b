package chat.parley.backplane;

/**
 * A frame for those who follow a room, that is in no log: somebody types there.
 *
 * @param except the account whose sockets do not get it
 * @param bytes as in a {@link RoomUpdate}
 */
public record RoomBroadcast(long room, long except, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
