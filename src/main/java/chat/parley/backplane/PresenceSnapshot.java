package chat.parley.backplane;

/**
 * Who is connected to a process, told again and again: whoever has not been told for a while is gone.
 *
 * @param process which one
 * @param people who they are, as those who tell and hear it have agreed
 */
public record PresenceSnapshot(long process, byte[] people) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.EVERYONE;
    }
}
