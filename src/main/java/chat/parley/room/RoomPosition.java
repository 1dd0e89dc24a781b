package chat.parley.room;

import java.util.List;

/**
 * The position of a room's log and the read position of a member.
 *
 * @param unread the messages after {@code lastRead} that are neither deleted nor the member's own
 * @param mentionedAt the places of those that mention the member, at most the latest 200
 */
public record RoomPosition(long id, long seq, long version, long lastRead, long unread, List<Long> mentionedAt) {}
