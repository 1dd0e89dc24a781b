package chat.parley.room;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.database.Sql;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * The only way for resources to get a room. It searches among the rooms that the user may see, so other rooms do not
 * exist for the caller.
 */
@ApplicationScoped
@Transactional
public class Access {

    /** What a room {@code r} that the viewer may see fulfils; the account's id is its one parameter. */
    public static final String SEEN = """
            (r.kind = 'public' or exists (select from membership s where s.room_id = r.id and s.account_id = ?))""";

    private static final String VERSION = """
            select r.version from room r left join membership m on m.room_id = r.id and m.account_id = ?
            where r.id = ? and (r.kind = 'public' or m.room_id is not null)""";

    private final EntityManager entities;
    private final Sql sql;

    Access(EntityManager entities, Sql sql) {
        this.entities = entities;
        this.sql = sql;
    }

    /**
     * The room, to someone who may see it.
     *
     * @param viewer the account's id
     * @throws ApiException with 404 when there is no such room, or none for them
     */
    public RoomPermissions room(long viewer, long room) {
        return entities.createQuery("""
                select new chat.parley.room.RoomPermissions(r, m.role)
                from Room r left join Membership m on m.key.room = r.id and m.key.account = :viewer
                where r.id = :room
                  and (r.kind = :public or m.role is not null)""", RoomPermissions.class)
                .setParameter("viewer", viewer)
                .setParameter("room", room)
                .setParameter("public", RoomKind.PUBLIC)
                .getResultStream()
                .findFirst()
                .orElseThrow(Access::noSuchRoom);
    }

    /**
     * The version of the room, to someone who may see it: what reading its messages begins with, and by SQL, as
     * nothing is asked for more often.
     *
     * @throws ApiException with 404 when there is no such room, or none for them
     */
    @Transactional(TxType.SUPPORTS)
    public long version(long viewer, long room) {
        return visibleVersion(viewer, room).orElseThrow(Access::noSuchRoom);
    }

    /** Whether they may see the room, for what is found by another way than through it. */
    @Transactional(TxType.SUPPORTS)
    public boolean sees(long viewer, long room) {
        return visibleVersion(viewer, room).isPresent();
    }

    /** What does not exist and what one may not see are answered alike. */
    public static ApiException noSuchRoom() {
        return ApiException.notFound(ProblemMessages::noSuchRoom);
    }

    private Optional<Long> visibleVersion(long viewer, long room) {
        return sql.first(VERSION, row -> row.getLong("version"), viewer, room);
    }
}
