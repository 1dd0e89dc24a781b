package chat.parley.backplane;

/**
 * The accounts that are connected to one process. Processes publish it repeatedly; a process that has not published for
 * a while counts as gone.
 *
 * @param processId the id of the process
 * @param accounts the accounts, in the encoding of the {@code realtime} package
 */
public record PresenceSnapshot(long processId, byte[] accounts) implements BackplaneMessage {

    @Override
    public Topic topic() {
        return Topic.EVERYONE;
    }
}
