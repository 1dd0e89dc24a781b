package chat.parley.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import chat.parley.Refusal;

/**
 * The one door to a room. It asks for a room among those that the viewer may see, so that what they may not see does not
 * exist, by construction.
 */
@ApplicationScoped
@Transactional
public class Access {

    private final EntityManager entities;

    Access(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The room, to someone who may see it.
     *
     * @param viewer the account's id
     * @throws Refusal with 404 when there is no such room, or none for them
     */
    public Standing room(long viewer, long room) {
        return entities.createQuery("""
                select new chat.parley.room.Standing(r, m.role)
                from Room r left join Membership m on m.key.room = r.id and m.key.account = :viewer
                where r.id = :room
                  and (r.kind = :public or m.role is not null)""", Standing.class)
                .setParameter("viewer", viewer).setParameter("room", room).setParameter("public", Kind.PUBLIC)
                .getResultStream().findFirst()
                .orElseThrow(Access::noSuchRoom);
    }

    /** What does not exist and what one may not see are answered alike. */
    public static Refusal noSuchRoom() {
        return Refusal.notFound("There is no such room, or none for you to see.");
    }
}
