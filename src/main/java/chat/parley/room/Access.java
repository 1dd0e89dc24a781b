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

    /** SQL condition for the rooms {@code r} that a user may see. Its only parameter is the id of the account. */
    public static final String VISIBLE = """
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
     * Returns a room with the permissions of the viewer.
     *
     * @param viewer the id of the account
     * @throws ApiException with 404 if the room does not exist or the viewer may not see it
     */
    public RoomPermissions permissions(long viewer, long room) {
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
     * Returns the version of a room. Every request for messages starts with this, so it uses SQL.
     *
     * @throws ApiException with 404 if the room does not exist or the viewer may not see it
     */
    @Transactional(TxType.SUPPORTS)
    public long version(long viewer, long room) {
        return visibleVersion(viewer, room).orElseThrow(Access::noSuchRoom);
    }

    /** Whether the viewer may see the room. For objects that are not found by their room, such as files. */
    @Transactional(TxType.SUPPORTS)
    public boolean canSee(long viewer, long room) {
        return visibleVersion(viewer, room).isPresent();
    }

    /** The error for rooms that do not exist and for rooms that the user may not see. The two must not differ. */
    public static ApiException noSuchRoom() {
        return ApiException.notFound(ProblemMessages::noSuchRoom);
    }

    private Optional<Long> visibleVersion(long viewer, long room) {
        return sql.first(VERSION, row -> row.getLong("version"), viewer, room);
    }
}
