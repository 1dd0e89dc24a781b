package chat.parley.backplane;

/**
 * A frame for the subscribers of a room that is not part of its log, such as a typing event.
 *
 * @param except the account that does not receive it
 * @param bytes as in a {@link RoomUpdate}
 */
public record RoomBroadcast(long room, long except, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
