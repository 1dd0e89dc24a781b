package chat.parley.backplane;

/**
 * A change in the database. Receivers that cache the changed data, or act on it, read it again.
 *
 * @param account the account concerned; 0 for none
 * @param id the room or session concerned; 0 for none
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
