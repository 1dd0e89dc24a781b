package chat.parley.room;

import java.util.List;

/**
 * Where the log of a room stands, and how far a member has read it.
 *
 * @param unread the messages after {@code lastRead} that are neither the member's own nor deleted
 * @param mentionedAt which of them mention the member, at most the latest 200
 */
public record RoomPosition(long id, long seq, long version, long lastRead, long unread, List<Long> mentionedAt) {}
