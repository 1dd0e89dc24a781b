package chat.parley.backplane;

/**
 * A frame for all sockets of one account, such as its read position.
 *
 * @param bytes as in a {@link RoomUpdate}
 */
public record AccountBroadcast(long account, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.account(account);
    }
}
