package chat.parley.room;

import java.time.Instant;

/**
 * A room, as administrators see it: never what is said there.
 *
 * @param archivedAt null while it is in use
 */
public record RoomRecord(
        long id, String name, Kind kind, long messages, long members, Instant createdAt, Instant archivedAt) {}
