package chat.parley.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * An action for the {@link AuditLog}. The log adds who did it, when, and from which address.
 *
 * @param target null if the action was done to the actor's own account
 * @param room the id of the room; null if it was done to none
 * @param message the seq of the message in the room; null if it was done to none
 * @param details what else is known, by name; never a password, a token or a text of a message
 */
public record AuditEvent(AuditAction action, AuditTarget target, Long room, Long message, Map<String, String> details) {

    public static AuditEvent of(AuditAction action) {
        return of(action, null);
    }

    public static AuditEvent of(AuditAction action, AuditTarget target) {
        return new AuditEvent(action, target, null, null, Map.of());
    }

    public AuditEvent inRoom(long room) {
        return new AuditEvent(action, target, room, message, details);
    }

    /** @param seq of a message in the room */
    public AuditEvent onMessage(long seq) {
        return new AuditEvent(action, target, room, seq, details);
    }

    /** @param value null for none */
    public AuditEvent with(String name, String value) {
        if (value == null) {
            return this;
        }
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEvent(action, target, room, message, Map.copyOf(more));
    }
}
