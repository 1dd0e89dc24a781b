package chat.parley.backplane;

/**
 * A frame for all sockets of one account, such as its read position.
 *
 * @param account the id of the account
 * @param bytes the encoded frame, see {@link RoomUpdate#bytes}
 */
public record AccountBroadcast(long account, byte[] bytes) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.account(account);
    }
}
