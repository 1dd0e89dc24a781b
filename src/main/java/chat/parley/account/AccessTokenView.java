package chat.parley.account;

import java.time.Instant;

/**
 * A program's token, as its owner sees it ever after.
 *
 * @param lastUsedAt to the minute; null for never
 */
public record AccessTokenView(long id, String name, Instant createdAt, Instant lastUsedAt) {}
