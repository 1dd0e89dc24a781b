package chat.parley.message;

import java.time.Instant;

/**
 * An earlier version of an edited message.
 *
 * @param version the version of the message
 * @param writtenAt when this version was written
 */
record MessageVersion(long version, String body, String html, Instant writtenAt) {}
