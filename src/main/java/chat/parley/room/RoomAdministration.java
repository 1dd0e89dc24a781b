package chat.parley.room;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import chat.parley.Listing;
import chat.parley.Refusal;
import chat.parley.account.Act;
import chat.parley.account.AuditLog;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;

/** What administrators do with rooms that they need not be in. Direct ones are nobody's business. */
@ApplicationScoped
@Transactional
public class RoomAdministration {

    private final EntityManager entities;
    private final AuditLog audit;
    private final Event<RoomEvent> events;

    RoomAdministration(EntityManager entities, AuditLog audit, Event<RoomEvent> events) {
        this.entities = entities;
        this.audit = audit;
        this.events = events;
    }

    /**
     * A page of rooms, the newest first, also those that are archived.
     *
     * @param containing a part of the name, in any case; empty for all
     * @param before only those with a smaller id
     */
    public Listing<RoomRecord> page(String containing, long before, int limit) {
        return Listing.of(found(containing, before, limit + 1), limit, room -> String.valueOf(room.id()));
    }

    /** Takes a room out of use. */
    public void archive(String by, long id) {
        var room = held(id);
        if (!room.archived()) {
            room.archivedAt = Instant.now();
            audit.note(by, Act.ARCHIVED, "room " + id);
            events.fire(new RoomChanged(id));
        }
    }

    /**
     * Brings a room back to everyone who was in it.
     *
     * @throws Refusal with 409 when a public room has taken its name
     */
    public void restore(String by, long id) {
        var room = held(id);
        if (room.archived()) {
            room.archivedAt = null;
            Rooms.unique(entities::flush);
            audit.note(by, Act.RESTORED, "room " + id);
            Membership.<Membership> list("key.room", id)
                    .forEach(membership -> events.fire(new MembershipChanged(id, membership.key.account())));
        }
    }

    private List<RoomRecord> found(String containing, long before, int most) {
        return entities.createQuery("""
                select new chat.parley.room.RoomRecord(r.id, r.name, r.kind, r.seq,
                  (select count(*) from Membership m where m.key.room = r.id), r.createdAt, r.archivedAt)
                from Room r
                where r.kind <> :direct and locate(:part, lower(r.name)) > 0 and r.id < :before
                order by r.id desc""", RoomRecord.class)
                .setParameter("direct", Kind.DIRECT).setParameter("part", containing.toLowerCase(Locale.ROOT))
                .setParameter("before", before).setMaxResults(most).getResultList();
    }

    private static Room held(long id) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (room == null || room.kind == Kind.DIRECT) {
            throw Access.noSuchRoom();
        }
        return room;
    }
}
