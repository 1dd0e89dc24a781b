package chat.parley.backplane;

/**
 * The accounts that are connected to one process. Processes publish it repeatedly; a process that has not published for
 * a while counts as gone.
 *
 * @param process the id of the process
 * @param people the accounts, in the encoding of the presence code
 */
public record PresenceSnapshot(long process, byte[] people) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.EVERYONE;
    }
}
