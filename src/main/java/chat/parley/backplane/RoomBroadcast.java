package chat.parley.backplane;

/**
 * A frame for the subscribers of a room that is not part of its log, such as a typing event.
 *
 * @param room the id of the room
 * @param excludedAccount the id of the account that does not receive it; a number that is no id for none
 * @param bytes the encoded frame, see {@link RoomUpdate#bytes}
 */
public record RoomBroadcast(long room, long excludedAccount, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.room(room);
    }
}
