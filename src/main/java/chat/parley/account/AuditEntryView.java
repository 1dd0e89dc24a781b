package chat.parley.account;

import java.time.Instant;

/**
 * What somebody did, as administrators see it.
 *
 * @param actor the username; empty for nobody who is known
 * @param act {@link AuditAction#id}
 * @param subject whom or what it was done to; may be empty
 * @param address of the network, from which it was asked for; may be empty
 */
public record AuditEntryView(long id, Instant at, String actor, String act, String subject, String address) {}
