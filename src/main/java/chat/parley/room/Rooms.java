package chat.parley.room;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;

import org.hibernate.exception.ConstraintViolationException;

import chat.parley.Refusal;
import chat.parley.account.Account;
import chat.parley.account.Act;
import chat.parley.account.AuditLog;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.ReadMoved;
import chat.parley.room.RoomEvent.RoomChanged;

/** Makes and changes rooms and who is in them. Each method is one transaction, whose events go out when it has committed. */
@ApplicationScoped
@Transactional
public class Rooms {

    /** A direct room, and whether this call made it. */
    public record Opened(long room, boolean made) {
    }

    private final Access access;
    private final RoomList list;
    private final AuditLog audit;
    private final Event<RoomEvent> events;

    Rooms(Access access, RoomList list, AuditLog audit, Event<RoomEvent> events) {
        this.access = access;
        this.list = list;
        this.audit = audit;
        this.events = events;
    }

    /** @throws Refusal with 409 when a public room has that name */
    public long create(long owner, String name, String topic, Kind kind) {
        var room = Room.named(name, topic, kind);
        unique(room::persistAndFlush);
        join(room.id, owner, Role.OWNER);
        return room.id;
    }

    /** The one direct room of two people, who may be the same. */
    public Opened openDirect(long one, long other) {
        var pair = Math.min(one, other) + "-" + Math.max(one, other);
        var made = Room.makeDirect(pair);
        var room = Room.direct(pair).orElseThrow();
        if (made) {
            join(room.id, one, Role.MEMBER);
            join(room.id, other, Role.MEMBER);
        }
        return new Opened(room.id, made);
    }

    /** Changes what is not null. */
    public void change(long viewer, boolean admin, long id, String name, String topic) {
        var room = access.room(viewer, id).changes(admin).inUse().room();
        room.name = name == null ? room.name : name;
        room.topic = topic == null ? room.topic : topic;
        unique(Room.getEntityManager()::flush);
        events.fire(new RoomChanged(id));
    }

    /** Takes a room out of use: it leaves every list, can still be read, and takes no more messages. */
    public void archive(long viewer, boolean admin, long id) {
        var room = access.room(viewer, id).archives(admin).room();
        if (!room.archived()) {
            room.archivedAt = Instant.now();
            audit.note(viewer, Act.ARCHIVED, "room " + id);
            events.fire(new RoomChanged(id));
        }
    }

    /** Lets someone into a public room; who is in already stays as they are. */
    public void join(long viewer, long id) {
        var standing = access.room(viewer, id);
        if (!standing.member()) {
            standing.inUse();
            join(id, viewer, Role.MEMBER);
        }
    }

    /** Takes someone out who wants out. */
    public void leave(long viewer, long id) {
        hold(id);
        if (access.room(viewer, id).leaves().member()) {
            remove(id, viewer);
        }
    }

    /**
     * Lets someone in, or gives a member another role.
     *
     * @param role null for a member, and for leaving a member as they are; only an owner gives roles
     */
    public void invite(long viewer, long id, Account guest, Role role) {
        hold(id);
        var standing = access.room(viewer, id).invites().inUse();
        if (role != null) {
            standing.givesRoles();
        }
        var came = Membership.join(id, guest.id, role == null ? Role.MEMBER : role);
        if (!came && role != null) {
            changeRole(id, guest.id, role);
        }
        if (came || role != null) {
            audit.note(viewer, came ? Act.INVITED : Act.ROLE_GIVEN, "%s, room %d%s".formatted(guest.username, id, role == null ? "" : ", " + role));
        }
        events.fire(new MembershipChanged(id, guest.id));
    }

    /** Takes a member out. A moderator cannot do that to an owner; anyone can do it to themselves. */
    public void remove(long viewer, long id, Account member) {
        if (member.id == viewer) {
            leave(viewer, id);
            return;
        }
        hold(id);
        var standing = access.room(viewer, id).removes(Role.MEMBER);
        Membership.of(member.id, id).ifPresent(membership -> {
            standing.removes(membership.role);
            remove(id, member.id);
            audit.note(viewer, Act.REMOVED, "%s, room %d".formatted(member.username, id));
        });
    }

    /** Marks as read up to {@code seq}; who is not in the room has no mark to move. */
    public RoomView markRead(long viewer, long id, long seq) {
        access.room(viewer, id);
        var moved = Membership.markRead(id, viewer, seq);
        var room = list.one(viewer, id).orElseThrow();
        if (moved) {
            events.fire(new ReadMoved(id, viewer, room.lastRead(), room.unread(), room.seq()));
        }
        return room;
    }

    private void join(long room, long account, Role role) {
        if (Membership.join(room, account, role)) {
            events.fire(new MembershipChanged(room, account));
        }
    }

    private void remove(long room, long account) {
        if (Membership.leave(room, account)) {
            bequeath(room);
            events.fire(new MembershipChanged(room, account));
        }
    }

    private void changeRole(long room, long account, Role role) {
        var membership = Membership.of(account, room).orElseThrow();
        membership.role = role;
        bequeath(room);
    }

    /**
     * Takes the room's row before any membership of it, as posting does: whoever takes them the other way round can meet
     * another in a deadlock. It also keeps two owners who leave at once from relying on each other.
     */
    private static void hold(long room) {
        Room.findById(room, LockModeType.PESSIMISTIC_WRITE);
    }

    /** A room with people in it always has an owner. The room is held. */
    private void bequeath(long room) {
        Membership.getEntityManager().flush();
        if (!Membership.owned(room)) {
            Membership.heir(room).ifPresent(heir -> {
                heir.role = Role.OWNER;
                events.fire(new MembershipChanged(room, heir.key.account()));
            });
        }
    }

    /** @throws Refusal with 409 when a public room has the name that is written */
    static void unique(Runnable write) {
        try {
            write.run();
        } catch (PersistenceException taken) {
            if (taken instanceof ConstraintViolationException) {
                throw Refusal.conflict("A public room has that name already.");
            }
            throw taken;
        }
    }
}
