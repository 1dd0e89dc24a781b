package chat.parley.room;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.problem.ApiException;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.RoomRestored;

/** Archives and restores rooms, for users with the permission. */
@ApplicationScoped
@Transactional
class RoomArchiver {

    private final AuditLog audit;
    private final Event<RoomEvent> events;

    RoomArchiver(AuditLog audit, Event<RoomEvent> events) {
        this.audit = audit;
        this.events = events;
    }

    /**
     * Archives a room: it is no longer listed, can be read, and accepts no messages. Does nothing if it is archived.
     */
    void archive(long by, Room room) {
        if (!room.archived()) {
            room.archivedAt = Instant.now();
            audit.record(
                    by,
                    AuditEvent.of(AuditAction.ARCHIVED, AuditTarget.room(room.id))
                            .inRoom(room.id));
            events.fire(new RoomChanged(room.id));
        }
    }

    /**
     * Restores a room for all its members. Does nothing if it is not archived.
     *
     * @throws ApiException with 409 if another public room has its name
     */
    void restore(long by, Room room) {
        if (room.archived()) {
            room.archivedAt = null;
            RoomService.requireUniqueName(Room.getEntityManager()::flush);
            audit.record(
                    by,
                    AuditEvent.of(AuditAction.RESTORED, AuditTarget.room(room.id))
                            .inRoom(room.id));
            events.fire(new RoomRestored(room.id));
        }
    }
}
