package chat.parley.room;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Tuple;

import chat.parley.account.Account;
import chat.parley.account.NamePrefix;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;

/** The membership of an account in a room: its role, notification level and read position. */
@Entity
public class Membership extends PanacheEntityBase {

    /** One membership a room and account. */
    @Embeddable
    public record Key(
            @Column(name = "room_id") Long room,
            @Column(name = "account_id") Long account) {}

    @EmbeddedId
    public Key key;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    public Account account;

    @Convert(converter = LowercaseEnumConverter.OfRole.class)
    public Role role;

    /** What they want to be told of; null for what is usual in such a room. */
    @Convert(converter = LowercaseEnumConverter.OfLevel.class)
    @Column(name = "notification_level")
    public NotificationLevel level;

    /** The place of the last message read. Moved by {@link #markRead} and {@link #markUnread} alone, never by writing this entity back. */
    @Column(name = "last_read", updatable = false)
    public long lastRead;

    @Column(name = "joined_at", updatable = false)
    public Instant joinedAt;

    public static Optional<Membership> of(long account, long room) {
        return findByIdOptional(new Key(room, account));
    }

    /** The ids of the rooms that someone is in and that are not archived. */
    public static List<Long> roomsOf(long account) {
        return getEntityManager()
                .createQuery("""
                select m.key.room from Membership m join Room r on r.id = m.key.room
                where m.key.account = ?1 and r.archivedAt is null""", Long.class)
                .setParameter(1, account)
                .getResultList();
    }

    /** The same of many at once. Who is in none is missing. */
    @SuppressWarnings("unchecked")
    public static Map<Long, Set<Long>> roomsOf(Collection<Long> accounts) {
        List<Tuple> rows = getEntityManager()
                .createNativeQuery("""
                select m.account_id, m.room_id from membership m join room r on r.id = m.room_id
                where m.account_id = any(:accounts) and r.archived_at is null""", Tuple.class)
                .setParameter("accounts", accounts.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, Long.class),
                        Collectors.mapping(row -> row.get(1, Long.class), Collectors.toSet())));
    }

    /** The accounts in a room. */
    public static List<Long> accountsIn(long room) {
        return getEntityManager()
                .createQuery("select m.key.account from Membership m where m.key.room = ?1", Long.class)
                .setParameter(1, room)
                .getResultList();
    }

    static List<Membership> page(long room, NamePrefix beginning, String after, int most) {
        return find("""
                from Membership m join fetch m.account a where m.key.room = ?1 and a.username > ?2
                  and (a.username like ?3 escape '\\' or lower(a.displayName) like ?3 escape '\\' or lower(a.displayName) like ?4 escape '\\')
                order by a.username""", room, after, beginning.whole(), beginning.word())
                .page(Page.ofSize(most))
                .list();
    }

    /**
     * Makes someone a member who has read all there is; nothing happens when they are one already. Who comes into a room
     * with a name that everyone has left owns it.
     *
     * @return whether they were none before
     */
    public static boolean join(long room, long account, Role role) {
        return getEntityManager()
                        .createNativeQuery("""
                insert into membership (room_id, account_id, role, last_read)
                select r.id, ?2, case when r.name = '' or exists (select 1 from membership o where o.room_id = r.id)
                  then ?3 else 'owner' end, r.seq
                from room r where r.id = ?1
                on conflict do nothing""")
                        .setParameter(1, room)
                        .setParameter(2, account)
                        .setParameter(3, role.name().toLowerCase(Locale.ROOT))
                        .executeUpdate()
                == 1;
    }

    /** Takes someone out; false when they were not in. */
    static boolean leave(long room, long account) {
        return delete("key.room = ?1 and key.account = ?2", room, account) == 1;
    }

    /**
     * Marks a room as read up to a place, which may lie beyond its end; it never moves back.
     *
     * @return whether it moved
     */
    static boolean markRead(long room, long account, long seq) {
        return getEntityManager()
                        .createNativeQuery("""
                update membership m set last_read = least(?3, r.seq) from room r
                where r.id = m.room_id and m.room_id = ?1 and m.account_id = ?2 and m.last_read < least(?3, r.seq)""")
                        .setParameter(1, room)
                        .setParameter(2, account)
                        .setParameter(3, seq)
                        .executeUpdate()
                == 1;
    }

    /**
     * Marks a room as unread from a place on, wherever the mark was; beyond the end it is the end.
     *
     * @return whether it moved
     */
    static boolean markUnread(long room, long account, long seq) {
        return getEntityManager()
                        .createNativeQuery("""
                update membership m set last_read = least(greatest(?3 - 1, 0), r.seq) from room r
                where r.id = m.room_id and m.room_id = ?1 and m.account_id = ?2
                  and m.last_read <> least(greatest(?3 - 1, 0), r.seq)""")
                        .setParameter(1, room)
                        .setParameter(2, account)
                        .setParameter(3, seq)
                        .executeUpdate()
                == 1;
    }

    /**
     * Notes that someone is told of a message.
     *
     * @return whether it is there, they have not read it, and nobody has told them of it or of a later one
     */
    static boolean tell(long room, long account, long seq) {
        return getEntityManager()
                        .createNativeQuery("""
                update membership m set notified_up_to = ?3 from room r
                where r.id = m.room_id and m.room_id = ?1 and m.account_id = ?2
                  and m.notified_up_to < ?3 and m.last_read < ?3 and r.seq >= ?3""")
                        .setParameter(1, room)
                        .setParameter(2, account)
                        .setParameter(3, seq)
                        .executeUpdate()
                == 1;
    }

    /** @return whether they are in the room; nothing happens when they are not, or not any more */
    static boolean tellOf(long room, long account, NotificationLevel level) {
        return update("level = ?1 where key.room = ?2 and key.account = ?3", level, room, account) == 1;
    }

    /** Who takes over when the last owner leaves: a moderator before a member, and who has been there longest. */
    static Optional<Membership> successor(long room) {
        return find("""
                key.room = ?1 order by case role when ?2 then 0 else 1 end, joinedAt, key.account""", room, Role.MODERATOR).firstResultOptional();
    }

    static long countIn(long room) {
        return count("key.room", room);
    }

    static boolean owned(long room) {
        return count("key.room = ?1 and role = ?2", room, Role.OWNER) > 0;
    }
}
