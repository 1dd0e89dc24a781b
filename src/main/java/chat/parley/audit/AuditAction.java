package chat.parley.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Actions in the {@link AuditLog}. */
public enum AuditAction {
    SIGNED_UP,
    SIGNED_IN,
    SIGN_IN_FAILED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    ADDRESS_CHANGED,
    TOKEN_MADE,
    TOKEN_REVOKED,
    /** From here on, by an administrator. */
    DISABLED,
    ENABLED,
    MADE_ADMINISTRATOR,
    MADE_USER,
    SIGNED_OUT,
    RESET_SENT,
    INVITATION_MADE,
    INVITATION_REVOKED,
    /** From here on, in a room. */
    INVITED,
    ROLE_GIVEN,
    REMOVED,
    ARCHIVED,
    RESTORED,
    MESSAGE_DELETED,
    ROOM_LINK_MADE,
    ROOM_LINK_REVOKED,
    CAME_BY_LINK;

    /** The name in responses and queries: {@code sign-in-failed}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param id as {@link #id} says it; anything else is none */
    public static Optional<AuditAction> of(String id) {
        return Arrays.stream(values()).filter(act -> act.id().equals(id)).findFirst();
    }
}
