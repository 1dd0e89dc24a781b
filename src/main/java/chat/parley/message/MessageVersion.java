package chat.parley.message;

import java.time.Instant;

/**
 * What a message said for a time.
 *
 * @param version the message's while it said so
 * @param writtenAt from when on
 */
public record MessageVersion(long version, String body, String html, Instant writtenAt) {}
