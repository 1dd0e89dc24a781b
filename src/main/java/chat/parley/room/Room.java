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

    /** Empty for conversations, which everyone knows by the names of the others. */
    public String name;

    public String topic;

    @Convert(converter = LowercaseEnumConverter.OfKind.class)
    public RoomKind kind;

    @Column(name = "direct_pair", updatable = false)
    public String directPair;

    /** The last message's place: how many messages there are. */
    @Column(updatable = false)
    public long seq;

    /** How often the room's messages have changed. */
    @Column(updatable = false)
    public long version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    /** When somebody last posted. */
    @Column(name = "active_at", updatable = false)
    public Instant activeAt;

    @Column(name = "archived_at")
    public Instant archivedAt;

    /**
     * Locks the row of the room until the transaction ends. Lock it before any other row of the room: the reverse order
     * can deadlock. The lock also keeps two owners who leave at the same time from relying on each other.
     */
    public static void hold(long room) {
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

    /** The direct room of two people, made if need be; at most one of several at once makes it, and returns true. */
    static boolean makeDirect(String pair) {
        return getEntityManager().createNativeQuery("""
                insert into room (name, kind, direct_pair) values ('', 'direct', ?1)
                on conflict (direct_pair) do nothing""").setParameter(1, pair).executeUpdate() == 1;
    }

    public boolean archived() {
        return archivedAt != null;
    }

    /** Whether it is a conversation: of two, or of several. */
    public boolean unnamed() {
        return name.isEmpty();
    }
}
