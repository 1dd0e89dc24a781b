package chat.parley.account;

import java.time.Instant;

/**
 * A session, as its owner sees it.
 *
 * @param device what it was begun with, in words
 * @param lastSeenAt to the minute
 * @param current whether it is the one that asks
 */
public record SessionView(long id, String device, Instant createdAt, Instant lastSeenAt, boolean current) {}
