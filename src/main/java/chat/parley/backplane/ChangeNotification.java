package chat.parley.backplane;

/**
 * A change in the database. Receivers that cache the changed data, or act on it, read it again.
 *
 * @param kind what changed
 * @param account the id of the account that the change affects; 0 for none
 * @param id the id of the room or session that changed; 0 for none
 */
public record ChangeNotification(Kind kind, long account, long id) implements BackplaneMessage {

    /** What changed. Encoded by its position, so new constants go to the end. */
    public enum Kind {
        SESSION_ENDED,
        ACCOUNT_CHANGED,
        VISIBILITY_CHANGED,
        MEMBERSHIP_CHANGED,
        VIEW_CHANGED,
        ROOM_CHANGED,
        ROOM_RESTORED
    }

    /**
     * Caches of sessions and accounts exist in every process, and a restored room has no subscribers yet, so these
     * changes go to everyone.
     */
    @Override
    public Topic topic() {
        return switch (kind) {
            case SESSION_ENDED, ACCOUNT_CHANGED, ROOM_RESTORED -> Topic.EVERYONE;
            case VISIBILITY_CHANGED, MEMBERSHIP_CHANGED, VIEW_CHANGED -> Topic.account(account);
            case ROOM_CHANGED -> Topic.room(id);
        };
    }
}
