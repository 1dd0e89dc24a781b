package chat.parley.auth;

import java.time.Instant;

/**
 * An access token without its secret, as its owner sees it in the list.
 *
 * @param lastUsedAt to the minute; null for never
 */
public record AccessTokenView(long id, String name, Instant createdAt, Instant lastUsedAt) {}
