package chat.parley.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an action was done to. Stored by value, without a reference to its row: an audit entry outlives its target.
 *
 * @param id null if the target has none
 * @param name null if the target has none, or if it could tell an administrator what is said in a room
 */
public record AuditTarget(Kind kind, Long id, String name) {

    /** Stored by {@link #id}. */
    public enum Kind {
        ACCOUNT,
        ACCESS_TOKEN,
        /** A sign-up link. */
        INVITATION,
        ROOM,
        ROOM_INVITATION;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Empty for an id of another version of Parley. */
        public static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
        }
    }

    public static AuditTarget account(long id, String username) {
        return new AuditTarget(Kind.ACCOUNT, id, username);
    }

    public static AuditTarget accessToken(long id, String name) {
        return new AuditTarget(Kind.ACCESS_TOKEN, id, name);
    }

    public static AuditTarget invitation(long id) {
        return new AuditTarget(Kind.INVITATION, id, null);
    }

    public static AuditTarget room(long id) {
        return new AuditTarget(Kind.ROOM, id, null);
    }

    public static AuditTarget roomInvitation(long id) {
        return new AuditTarget(Kind.ROOM_INVITATION, id, null);
    }
}
