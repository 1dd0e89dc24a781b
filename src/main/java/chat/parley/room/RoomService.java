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
public class RoomService {

    /**
     * A direct room or conversation.
     *
     * @param created whether this call created it
     */
    public record Opened(long room, boolean created) {}

    private final Access access;
    private final RateLimiter rateLimiter;
    private final MembershipService members;
    private final RoomList list;
    private final RoomArchiver archive;
    private final Event<RoomEvent> events;

    RoomService(
            Access access,
            RateLimiter rateLimiter,
            MembershipService members,
            RoomList list,
            RoomArchiver archive,
            Event<RoomEvent> events) {
        this.access = access;
        this.rateLimiter = rateLimiter;
        this.members = members;
        this.list = list;
        this.archive = archive;
        this.events = events;
    }

    /**
     * Creates a room.
     *
     * @param owner the id of the account that becomes its owner
     * @return the id of the room
     * @throws ApiException with 409 if a public room has this name
     */
    public long create(long owner, String name, String topic, RoomKind kind) {
        var room = Room.named(name, topic, kind);
        requireUniqueName(room::persistAndFlush);
        members.join(room, owner, Role.OWNER);
        return room.id;
    }

    /**
     * Creates a conversation without a name.
     *
     * @return the id of the room
     */
    long createConversation(long... accounts) {
        var room = Room.named("", "", RoomKind.PRIVATE);
        room.persistAndFlush();
        for (var account : accounts) {
            members.join(room, account, Role.MEMBER);
        }
        return room.id;
    }

    /**
     * Returns the direct room of two accounts, which may be the same, and creates it if there is none.
     *
     * @param one the account that opens it; its rate limit counts only created rooms
     * @throws ApiException with 429 if this account creates too many rooms
     */
    public Opened openDirect(long one, long other) {
        var pair = Math.min(one, other) + "-" + Math.max(one, other);
        var created = Room.insertDirect(pair);
        var room = Room.direct(pair).orElseThrow();
        if (created) {
            rateLimiter.acquire(RateLimit.CREATE_ROOM, one);
            members.join(room, one, Role.MEMBER);
            members.join(room, other, Role.MEMBER);
        }
        return new Opened(room.id, created);
    }

    /**
     * Applies the changes that are not null. A room can be restored under another name, because its own may be taken.
     *
     * @param admin whether the viewer is an administrator
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission; 409 if the room
     *        is archived or has no name, or the name is taken
     */
    void update(long viewer, boolean admin, long id, RoomChange change) {
        Room.lock(id);
        var permissions = access.permissions(viewer, id);
        if (change.restores()) {
            permissions.requireRestore(admin);
        } else if (change.archives()) {
            permissions.requireArchive(admin);
        }
        if (!change.changesOnlyArchived()) {
            rename(
                    change.restores()
                            ? permissions.requireEdit(admin)
                            : permissions.requireEdit(admin).requireNotArchived(),
                    change);
        }
        updateArchived(viewer, permissions.room(), change);
    }

    /**
     * Archives a room: it is no longer listed, can be read, and accepts no messages.
     *
     * @param admin whether the viewer is an administrator
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission; 409 if it has no
     *        name
     */
    void archive(long viewer, boolean admin, long id) {
        Room.lock(id);
        archive.archive(
                viewer, access.permissions(viewer, id).requireArchive(admin).room());
    }

    /**
     * Marks messages up to {@code seq} as read. Does nothing if the viewer is not a member.
     *
     * @throws ApiException with 404 if the viewer may not see the room
     */
    public RoomView markRead(long viewer, long id, long seq) {
        access.permissions(viewer, id);
        return viewAfterMark(viewer, id, Membership.markRead(id, viewer, seq), false);
    }

    /**
     * Marks the message {@code seq} and all later ones as unread. Does nothing if the viewer is not a member.
     *
     * @throws ApiException with 404 if the viewer may not see the room
     */
    RoomView markUnread(long viewer, long id, long seq) {
        access.permissions(viewer, id);
        return viewAfterMark(viewer, id, Membership.markUnread(id, viewer, seq), true);
    }

    /**
     * Claims the notification of a message for one device of the viewer.
     *
     * @param version of the message, if an edit has added a mention of the viewer; null for a new message
     * @return true for the first claim of an unread message, or of a mention
     * @throws ApiException with 404 if the viewer may not see the room
     */
    boolean claimNotification(long viewer, long id, long seq, Long version) {
        access.permissions(viewer, id);
        return version == null
                ? Membership.claimNotification(id, viewer, seq)
                : Membership.claimMention(id, viewer, version);
    }

    /**
     * Fires the event and returns the room.
     *
     * @param back whether the account marked messages as unread, which open pages must not undo
     */
    private RoomView viewAfterMark(long viewer, long id, boolean moved, boolean back) {
        var room = list.find(viewer, id).orElseThrow();
        if (moved) {
            events.fire(new ReadMoved(viewer, room, back));
        }
        return room;
    }

    /**
     * Sets the notification level of the viewer.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 409 if the viewer is not a member
     */
    RoomView setNotificationLevel(long viewer, long id, NotificationLevel level) {
        access.permissions(viewer, id);
        if (!Membership.setNotificationLevel(id, viewer, level)) {
            throw ApiException.conflict(ProblemMessages::notMember);
        }
        events.fire(new ViewChanged(id, viewer));
        return list.find(viewer, id).orElseThrow(Access::noSuchRoom);
    }

    private void rename(RoomPermissions permissions, RoomChange change) {
        var room = permissions.room();
        room.name = change.name() == null ? room.name : change.strippedName();
        room.topic = change.topic() == null ? room.topic : change.strippedTopic();
        requireUniqueName(Room.getEntityManager()::flush);
        events.fire(new RoomChanged(room.id));
    }

    private void updateArchived(long viewer, Room room, RoomChange change) {
        if (change.restores()) {
            archive.restore(viewer, room);
        } else if (change.archives()) {
            archive.archive(viewer, room);
        }
    }

    /**
     * Runs a write to the database.
     *
     * @throws ApiException with 409 if a public room has the written name
     */
    static void requireUniqueName(Runnable write) {
        try {
            write.run();
        } catch (PersistenceException failure) {
            if (failure instanceof ConstraintViolationException) {
                throw ApiException.conflict(ProblemMessages::roomNameTaken);
            }
            throw failure;
        }
    }
}
