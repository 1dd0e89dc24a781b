package chat.parley.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;

import org.hibernate.exception.ConstraintViolationException;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.room.RoomEvent.ReadMoved;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.ViewChanged;

/** Creates and changes rooms. Each method is one transaction; its events are delivered after the commit. */
@ApplicationScoped
@Transactional
public class Rooms {

    /** A direct room, and whether this call made it. */
    public record Opened(long room, boolean made) {}

    private final Access access;
    private final RateLimiter rateLimiter;
    private final Members members;
    private final RoomList list;
    private final Archive archive;
    private final Event<RoomEvent> events;

    Rooms(
            Access access,
            RateLimiter rateLimiter,
            Members members,
            RoomList list,
            Archive archive,
            Event<RoomEvent> events) {
        this.access = access;
        this.rateLimiter = rateLimiter;
        this.members = members;
        this.list = list;
        this.archive = archive;
        this.events = events;
    }

    /** @throws ApiException with 409 when a public room has that name */
    public long create(long owner, String name, String topic, RoomKind kind) {
        var room = Room.named(name, topic, kind);
        unique(room::persistAndFlush);
        members.join(room, owner, Role.OWNER);
        return room.id;
    }

    /** A new conversation of these people, without a name. */
    long createConversation(long... accounts) {
        var room = Room.named("", "", RoomKind.PRIVATE);
        room.persistAndFlush();
        for (var account : accounts) {
            members.join(room, account, Role.MEMBER);
        }
        return room.id;
    }

    /**
     * The one direct room of two people, who may be the same.
     *
     * @param one the account that opens it; only a room that is not there yet counts towards its limit
     * @throws ApiException with 429 when that account makes too many rooms
     */
    public Opened openDirect(long one, long other) {
        var pair = Math.min(one, other) + "-" + Math.max(one, other);
        var made = Room.makeDirect(pair);
        var room = Room.direct(pair).orElseThrow();
        if (made) {
            rateLimiter.take(RateLimit.CREATE_ROOM, one);
            members.join(room, one, Role.MEMBER);
            members.join(room, other, Role.MEMBER);
        }
        return new Opened(room.id, made);
    }

    /** Changes what is not null. A room that comes back may do so under another name, as its own may be taken. */
    public void change(long viewer, boolean admin, long id, RoomChange wanted) {
        Room.hold(id);
        var standing = access.room(viewer, id);
        if (wanted.restores()) {
            standing.restores(admin);
        } else if (wanted.archives()) {
            standing.archives(admin);
        }
        if (!wanted.ofUseAlone()) {
            rename(
                    wanted.restores()
                            ? standing.changes(admin)
                            : standing.changes(admin).inUse(),
                    wanted);
        }
        use(viewer, standing.room(), wanted);
    }

    /** Takes a room out of use: it leaves every list, can still be read, and takes no more messages. */
    public void archive(long viewer, boolean admin, long id) {
        Room.hold(id);
        archive.take(viewer, access.room(viewer, id).archives(admin).room());
    }

    /** Marks as read up to {@code seq}; who is not in the room has no mark to move. */
    public RoomView markRead(long viewer, long id, long seq) {
        access.room(viewer, id);
        return stands(viewer, id, Membership.markRead(id, viewer, seq), false);
    }

    /** Marks as unread from {@code seq} on, also what was read before. */
    public RoomView markUnread(long viewer, long id, long seq) {
        access.room(viewer, id);
        return stands(viewer, id, Membership.markUnread(id, viewer, seq), true);
    }

    /** Whether it is for who asks to tell someone of a message: once for each, whichever of their devices asks first. */
    public boolean tell(long viewer, long id, long seq) {
        access.room(viewer, id);
        return Membership.tell(id, viewer, seq);
    }

    /** @param back whether it is to be unread what was read, which no page of theirs may undo by being open */
    private RoomView stands(long viewer, long id, boolean moved, boolean back) {
        var room = list.one(viewer, id).orElseThrow();
        if (moved) {
            events.fire(new ReadMoved(viewer, room, back));
        }
        return room;
    }

    /**
     * Says what someone in a room wants to be told of.
     *
     * @throws ApiException with 409 for who is not in it
     */
    public RoomView tellOf(long viewer, long id, NotificationLevel level) {
        access.room(viewer, id);
        if (!Membership.tellOf(id, viewer, level)) {
            throw ApiException.conflict(ProblemMessages::notInThisRoom);
        }
        events.fire(new ViewChanged(id, viewer));
        return list.one(viewer, id).orElseThrow(Access::noSuchRoom);
    }

    private void rename(RoomPermissions standing, RoomChange wanted) {
        var room = standing.room();
        room.name = wanted.name() == null ? room.name : wanted.strippedName();
        room.topic = wanted.topic() == null ? room.topic : wanted.strippedTopic();
        unique(Room.getEntityManager()::flush);
        events.fire(new RoomChanged(room.id));
    }

    private void use(long viewer, Room room, RoomChange wanted) {
        if (wanted.restores()) {
            archive.giveBack(viewer, room);
        } else if (wanted.archives()) {
            archive.take(viewer, room);
        }
    }

    /** @throws ApiException with 409 when a public room has the name that is written */
    static void unique(Runnable write) {
        try {
            write.run();
        } catch (PersistenceException taken) {
            if (taken instanceof ConstraintViolationException) {
                throw ApiException.conflict(ProblemMessages::roomNameTaken);
            }
            throw taken;
        }
    }
}
