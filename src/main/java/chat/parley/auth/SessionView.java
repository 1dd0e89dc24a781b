package chat.parley.auth;

import java.time.Instant;

/**
 * A session, as its owner sees it.
 *
 * @param device a description of the browser
 * @param lastSeenAt to the minute
 * @param current whether it is the session of this request
 */
public record SessionView(long id, String device, Instant createdAt, Instant lastSeenAt, boolean current) {}
