package chat.parley.audit;

import java.time.Instant;

/**
 * An audit log entry, as administrators see it.
 *
 * @param actor the username; empty if unknown
 * @param act {@link AuditAction#id}
 * @param subject the account, room or other target; may be empty
 * @param address the network address of the client; may be empty
 */
public record AuditEntryView(long id, Instant at, String actor, String act, String subject, String address) {}
