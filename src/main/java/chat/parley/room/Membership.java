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

    /** Identifies a membership: at most one per room and account. */
    @Embeddable
    record Key(
            @Column(name = "room_id") Long room,
            @Column(name = "account_id") Long account) {}

    @EmbeddedId
    public Key key;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    public Account account;

    @Convert(converter = LowercaseEnumConverter.OfRole.class)
    public Role role;

    /** The notification level; null for the default of the room. */
    @Convert(converter = LowercaseEnumConverter.OfLevel.class)
    @Column(name = "notification_level")
    public NotificationLevel level;

    /**
     * The place of the last message read. Only {@link #markRead} and {@link #markUnread} change it, never an update
     * of this entity.
     */
    @Column(name = "last_read", updatable = false)
    public long lastRead;

    @Column(name = "joined_at", updatable = false)
    public Instant joinedAt;

    public static Optional<Membership> of(long account, long room) {
        return findByIdOptional(new Key(room, account));
    }

    /** The ids of the rooms of an account that are not archived. */
    public static List<Long> roomsOf(long account) {
        return getEntityManager()
                .createQuery("""
                select m.key.room from Membership m join Room r on r.id = m.key.room
                where m.key.account = ?1 and r.archivedAt is null""", Long.class)
                .setParameter(1, account)
                .getResultList();
    }

    /**
     * The ids of the rooms of several accounts that are not archived, by account. Accounts without rooms are missing.
     */
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

    /** The ids of the members of a room. */
    public static List<Long> accountsIn(long room) {
        return getEntityManager()
                .createQuery("select m.key.account from Membership m where m.key.room = ?1", Long.class)
                .setParameter(1, room)
                .getResultList();
    }

    static List<Membership> page(long room, NamePrefix prefix, String after, int limit) {
        return find("""
                from Membership m join fetch m.account a where m.key.room = ?1 and a.username > ?2
                  and (a.username like ?3 escape '\\' or lower(a.displayName) like ?3 escape '\\' or lower(a.displayName) like ?4 escape '\\')
                order by a.username""", room, after, prefix.whole(), prefix.word())
                .page(Page.ofSize(limit))
                .list();
    }

    /**
     * Adds a member who has read all messages. Does nothing for a member. The first member of an empty named room
     * becomes its owner, regardless of {@code role}.
     *
     * @return false if the account was a member already
     */
    static boolean join(long room, long account, Role role) {
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

    /**
     * Removes a member.
     *
     * @return false if the account was not a member
     */
    static boolean leave(long room, long account) {
        return delete("key.room = ?1 and key.account = ?2", room, account) == 1;
    }

    /**
     * Marks a room as read up to a place, at most up to its end. The mark never moves back.
     *
     * @return whether the mark moved
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
     * Marks a room as unread from a place on, at most from its end. The mark may move in both directions.
     *
     * @return whether the mark moved
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
     * Records that the account is notified of a message.
     *
     * @return true if the message exists, is unread, and the account was not notified of it or of a later message
     */
    static boolean claimNotification(long room, long account, long seq) {
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

    /**
     * Records that the account is notified of a mention that was added to a message.
     *
     * @param version of the message with the mention
     * @return true if the account was not notified of this or of a later change
     */
    static boolean claimMention(long room, long account, long version) {
        return getEntityManager()
                        .createNativeQuery("""
                update membership m set notified_version = ?3 from room r
                where r.id = m.room_id and m.room_id = ?1 and m.account_id = ?2
                  and m.notified_version < ?3 and r.version >= ?3""")
                        .setParameter(1, room)
                        .setParameter(2, account)
                        .setParameter(3, version)
                        .executeUpdate()
                == 1;
    }

    /**
     * Sets the notification level.
     *
     * @return false if the account is not a member
     */
    static boolean setNotificationLevel(long room, long account, NotificationLevel level) {
        return update("level = ?1 where key.room = ?2 and key.account = ?3", level, room, account) == 1;
    }

    /**
     * The member who becomes owner after the last owner has left: the longest-standing moderator, else the
     * longest-standing member.
     */
    static Optional<Membership> successor(long room) {
        return find("""
                key.room = ?1 order by case role when ?2 then 0 else 1 end, joinedAt, key.account""", room, Role.MODERATOR).firstResultOptional();
    }

    static long countIn(long room) {
        return count("key.room", room);
    }

    static boolean hasOwner(long room) {
        return count("key.room = ?1 and role = ?2", room, Role.OWNER) > 0;
    }
}
