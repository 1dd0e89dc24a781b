package chat.parley.room;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * A room: a log with two counters. Only {@code MessageLog} changes {@code seq} and {@code version}, and with SQL, so
 * that an entity that was read earlier cannot overwrite them.
 */
@Entity
public class Room extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** Empty for direct rooms and conversations, which are shown with the names of the other members. */
    public String name;

    public String topic;

    @Convert(converter = LowercaseEnumConverter.OfKind.class)
    public RoomKind kind;

    /** The ids of the two members of a direct room, the smaller first, as {@code 3-17}; null for other rooms. */
    @Column(name = "direct_pair", updatable = false)
    public String directPair;

    /** The place of the last message, which is also the number of messages. */
    @Column(updatable = false)
    public long seq;

    /** The number of changes to the messages of the room. */
    @Column(updatable = false)
    public long version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    /** The time of the last message. */
    @Column(name = "active_at", updatable = false)
    public Instant activeAt;

    @Column(name = "archived_at")
    public Instant archivedAt;

    /**
     * Locks the row of the room until the transaction ends. Lock it before any other row of the room: the reverse
     * order can deadlock. The lock also serializes the leaving of the last owners.
     */
    public static void lock(long room) {
        findById(room, LockModeType.PESSIMISTIC_WRITE);
    }

    static Room named(String name, String topic, RoomKind kind) {
        var room = new Room();
        room.name = name;
        room.topic = topic;
        room.kind = kind;
        room.createdAt = Instant.now();
        room.activeAt = room.createdAt;
        return room;
    }

    static Optional<Room> direct(String pair) {
        return find("directPair", pair).firstResultOptional();
    }

    /**
     * Creates the direct room of two people, if it does not exist.
     *
     * @return true for exactly one of several concurrent calls
     */
    static boolean insertDirect(String pair) {
        return getEntityManager().createNativeQuery("""
                insert into room (name, kind, direct_pair) values ('', 'direct', ?1)
                on conflict (direct_pair) do nothing""").setParameter(1, pair).executeUpdate() == 1;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    /** Whether it is a direct room or a conversation. */
    public boolean unnamed() {
        return name.isEmpty();
    }
}
