package chat.parley.admin;

import java.time.Instant;
import java.util.Map;

import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEntry;

/**
 * An audit log entry, as administrators see it.
 *
 * @param actor the username; empty if unknown
 * @param act {@link AuditAction#id}
 * @param subject what the action was done to, described in the language of the administrator; may be empty
 * @param address the network address of the client; empty without a request
 * @param target null if the action was done to the actor's own account
 * @param room the id of the room; null if it was done to none
 * @param message the place of the message in the room; null if it was done to none
 * @param details {@code role} of an invitation or a change of role, {@code browser} and {@code operatingSystem} of a sign-in
 * @param requestId as in the log lines of the request; null without a request
 */
public record AuditEntryView(
        long id,
        Instant at,
        String actor,
        String act,
        String subject,
        String address,
        Target target,
        Long room,
        Long message,
        Map<String, String> details,
        String requestId) {

    /**
     * What an action was done to.
     *
     * @param kind {@code account}, {@code access-token}, {@code invitation}, {@code room} or {@code room-invitation}
     * @param id null if it has none
     * @param name the username, or the name of the token; null for others
     */
    public record Target(String kind, Long id, String name) {}

    static AuditEntryView of(AuditEntry entry, String subject) {
        return new AuditEntryView(
                entry.id,
                entry.createdAt,
                orEmpty(entry.actor),
                entry.action,
                subject,
                orEmpty(entry.clientIp),
                entry.targetKind == null ? null : new Target(entry.targetKind, entry.targetId, entry.targetName),
                entry.room,
                entry.message,
                entry.details,
                entry.requestId);
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
