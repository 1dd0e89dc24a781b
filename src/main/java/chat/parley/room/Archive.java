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
class Archive {

    private final AuditLog audit;
    private final Event<RoomEvent> events;

    Archive(AuditLog audit, Event<RoomEvent> events) {
        this.audit = audit;
        this.events = events;
    }

    /** Takes a room out of use: it leaves every list, can still be read, and takes no more messages. */
    void take(long by, Room room) {
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
     * Brings a room back to everyone who was in it.
     *
     * @throws ApiException with 409 when a public room has taken its name
     */
    void giveBack(long by, Room room) {
        if (room.archived()) {
            room.archivedAt = null;
            Rooms.unique(Room.getEntityManager()::flush);
            audit.record(
                    by,
                    AuditEvent.of(AuditAction.RESTORED, AuditTarget.room(room.id))
                            .inRoom(room.id));
            events.fire(new RoomRestored(room.id));
        }
    }
}
