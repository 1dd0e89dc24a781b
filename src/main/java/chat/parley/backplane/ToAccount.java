package chat.parley.backplane;

/**
 * A frame for all the sockets of one person: how far they have read.
 *
 * @param bytes as in a {@link Hint}
 */
public record ToAccount(long account, byte[] bytes) implements News {

    @Override
    public Topic topic() {
        return Topic.account(account);
    }
}
