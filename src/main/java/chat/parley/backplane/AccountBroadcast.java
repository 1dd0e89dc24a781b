package chat.parley.backplane;

/**
 * A frame for all the sockets of one person: how far they have read.
 *
 * @param bytes as in a {@link RoomUpdate}
 */
public record AccountBroadcast(long account, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.account(account);
    }
}
