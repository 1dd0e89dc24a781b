package chat.parley.room;

import java.time.Instant;

/**
 * A room as one person sees it.
 *
 * @param name for a direct room, the display name of the other
 * @param member whether the viewer is in it
 * @param role null for who is not in it
 * @param lastRead the place of the last message that the viewer has read; 0 for who is not in it
 * @param unread exactly the messages after {@code lastRead} that are not the viewer's own
 * @param with for a direct room, the username of the other; else null
 */
public record RoomView(long id, String name, String topic, Kind kind, boolean member, Role role, long seq, long version,
        long lastRead, long unread, Instant createdAt, boolean archived, String with) {
}
