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
public class RoomAdministrationService {

    private final EntityManager entities;
    private final RoomArchiver archive;

    RoomAdministrationService(EntityManager entities, RoomArchiver archive) {
        this.entities = entities;
        this.archive = archive;
    }

    /**
     * Lists rooms, including archived ones, newest first.
     *
     * @param containing a part of the name, case-insensitive; empty for all
     * @param before returns only rooms with a smaller id
     */
    public KeysetPage<RoomSummary> page(String containing, long before, int limit) {
        return KeysetPage.of(find(containing, before, limit + 1), limit, room -> String.valueOf(room.id()));
    }

    /**
     * Archives a room.
     *
     * @param by the account of the administrator
     * @throws ApiException with 404 if there is no such room with a name
     */
    public void archive(long by, long id) {
        archive.archive(by, lock(id));
    }

    /**
     * Restores a room for all its members.
     *
     * @param by the account of the administrator
     * @throws ApiException with 404 if there is no such room with a name; 409 if another public room has its name
     */
    public void restore(long by, long id) {
        archive.restore(by, lock(id));
    }

    private List<RoomSummary> find(String containing, long before, int limit) {
        return entities.createQuery("""
                select new chat.parley.room.RoomSummary(r.id, r.name, r.kind, r.seq,
                  (select count(*) from Membership m where m.key.room = r.id), r.createdAt, r.archivedAt)
                from Room r
                where r.name <> '' and locate(:part, lower(r.name)) > 0 and r.id < :before
                order by r.id desc""", RoomSummary.class)
                .setParameter("part", containing.toLowerCase(Locale.ROOT))
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    private static Room lock(long id) {
        Room room = Room.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (room == null || room.unnamed()) {
            throw Access.noSuchRoom();
        }
        return room;
    }
}
