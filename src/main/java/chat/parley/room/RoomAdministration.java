package chat.parley.room;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;

/** Administration of rooms, also of those that the administrator is not a member of. Conversations are excluded. */
@ApplicationScoped
@Transactional
public class RoomAdministration {

    private final EntityManager entities;
    private final Archive archive;

    RoomAdministration(EntityManager entities, Archive archive) {
        this.entities = entities;
        this.archive = archive;
    }

    /**
     * A page of rooms, the newest first, also those that are archived.
     *
     * @param containing a part of the name, in any case; empty for all
     * @param before only those with a smaller id
     */
    public KeysetPage<RoomSummary> page(String containing, long before, int limit) {
        return KeysetPage.of(found(containing, before, limit + 1), limit, room -> String.valueOf(room.id()));
    }

    /** Takes a room out of use. */
    public void archive(long by, long id) {
        archive.take(by, held(id));
    }

    /**
     * Brings a room back to everyone who was in it.
     *
     * @throws ApiException with 409 when a public room has taken its name
     */
    public void restore(long by, long id) {
        archive.giveBack(by, held(id));
    }

    private List<RoomSummary> found(String containing, long before, int most) {
        return entities.createQuery("""
                select new chat.parley.room.RoomSummary(r.id, r.name, r.kind, r.seq,
                  (select count(*) from Membership m where m.key.room = r.id), r.createdAt, r.archivedAt)
                from Room r
                where r.name <> '' and locate(:part, lower(r.name)) > 0 and r.id < :before
                order by r.id desc""", RoomSummary.class)
                .setParameter("part", containing.toLowerCase(Locale.ROOT))
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList();
    }

    private static Room held(long id) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (room == null || room.unnamed()) {
            throw Access.noSuchRoom();
        }
        return room;
    }
}
