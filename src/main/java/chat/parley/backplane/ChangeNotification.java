package chat.parley.backplane;

/**
 * Word that something has changed in the database: whoever keeps it in memory, or acts by it, looks again.
 *
 * @param account the person whom it is about; 0 for none
 * @param id what else: the room, the session; 0 for nothing
 */
public record ChangeNotification(Of of, long account, long id) implements BackplaneMessage {

    public enum Of {
        SESSION_ENDED,
        ACCOUNT_CHANGED,
        VISIBILITY_CHANGED,
        MEMBERSHIP_CHANGED,
        VIEW_CHANGED,
        ROOM_CHANGED,
        ROOM_RESTORED
    }

    /** What is kept in memory without a socket concerns every process, and so does a room that nobody follows yet. */
    @Override
    public Topic topic() {
        return switch (of) {
            case SESSION_ENDED, ACCOUNT_CHANGED, ROOM_RESTORED -> Topic.EVERYONE;
            case VISIBILITY_CHANGED, MEMBERSHIP_CHANGED, VIEW_CHANGED -> Topic.account(account);
            case ROOM_CHANGED -> Topic.room(id);
        };
    }
}
