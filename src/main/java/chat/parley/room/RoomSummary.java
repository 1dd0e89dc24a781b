package chat.parley.room;

import java.time.Instant;

/**
 * A room, as administrators see it, without its contents.
 *
 * @param archivedAt null unless it is archived
 */
public record RoomSummary(
        long id, String name, RoomKind kind, long messages, long members, Instant createdAt, Instant archivedAt) {}
