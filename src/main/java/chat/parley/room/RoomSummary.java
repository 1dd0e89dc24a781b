package chat.parley.room;

import java.time.Instant;

/**
 * A room, as administrators see it: never what is said there.
 *
 * @param archivedAt null while it is in use
 */
public record RoomSummary(
        long id, String name, RoomKind kind, long messages, long members, Instant createdAt, Instant archivedAt) {}
