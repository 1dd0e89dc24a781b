package chat.parley.room;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;

/**
 * Adds and removes members and changes their roles. Each method is one transaction; its events are delivered after the
 * commit.
 */
@ApplicationScoped
@Transactional
public class Members {

    private final Access access;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;
    private final Event<RoomEvent> events;

    Members(Access access, RateLimiter rateLimiter, AuditLog audit, Event<RoomEvent> events) {
        this.access = access;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Lets someone into a public room; who is in already stays as they are, and counts nothing.
     *
     * @throws ApiException with 429 when they join and leave too often
     */
    public void join(long viewer, long id) {
        var standing = access.room(viewer, id);
        if (!standing.member()) {
            rateLimiter.take(RateLimit.JOIN_ROOM, viewer);
            join(standing.inUse().room(), viewer, Role.MEMBER);
        }
    }

    /**
     * Takes someone out who wants out; who is out already counts nothing.
     *
     * @throws ApiException with 429 when they join and leave too often
     */
    public void leave(long viewer, long id) {
        Room.hold(id);
        var standing = access.room(viewer, id).leaves();
        if (standing.member()) {
            rateLimiter.take(RateLimit.JOIN_ROOM, viewer);
            remove(standing.room(), viewer);
        }
    }

    /**
     * Lets someone in, or gives a member another role.
     *
     * @param role null for a member, and for leaving a member as they are; only an owner gives roles
     */
    public void invite(long viewer, long id, Account guest, Role role) {
        Room.hold(id);
        var standing = access.room(viewer, id).invites().inUse();
        if (role != null) {
            standing.givesRoles();
        }
        if (standing.room().unnamed()) {
            placeIsLeft(id, guest);
        }
        var came = join(standing.room(), guest.id, role == null ? Role.MEMBER : role);
        if (!came && role != null) {
            changeRole(standing.room(), guest.id, role);
        }
        if (came || role != null) {
            audit.record(
                    viewer,
                    AuditEvent.of(came ? AuditAction.INVITED : AuditAction.ROLE_GIVEN, target(guest))
                            .inRoom(id)
                            .with("role", role == null ? null : role.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Takes a member out. A moderator cannot do that to an owner; anyone can do it to themselves. */
    public void remove(long viewer, long id, Account member) {
        if (member.id == viewer) {
            leave(viewer, id);
            return;
        }
        Room.hold(id);
        var standing = access.room(viewer, id).removes(Role.MEMBER);
        Membership.of(member.id, id).ifPresent(membership -> {
            standing.removes(membership.role);
            remove(standing.room(), member.id);
            audit.record(
                    viewer, AuditEvent.of(AuditAction.REMOVED, target(member)).inRoom(id));
        });
    }

    /** @return whether they were not in it before */
    boolean join(Room room, long account, Role role) {
        var came = Membership.join(room.id, account, role);
        if (came) {
            changed(room, account);
        }
        return came;
    }

    private void remove(Room room, long account) {
        if (Membership.leave(room.id, account)) {
            ensureOwner(room);
            changed(room, account);
        }
    }

    private void changeRole(Room room, long account, Role role) {
        var membership = Membership.of(account, room.id).orElseThrow();
        membership.role = role;
        ensureOwner(room);
        changed(room, account);
    }

    /** A conversation is called by who is in it, so that it has another name now. */
    private void changed(Room room, long account) {
        events.fire(new MembershipChanged(room.id, account));
        if (room.unnamed()) {
            events.fire(new RoomChanged(room.id));
        }
    }

    private static AuditTarget target(Account account) {
        return AuditTarget.account(account.id, account.username);
    }

    /** The room is held. */
    private static void placeIsLeft(long room, Account guest) {
        if (Membership.countIn(room) >= Conversations.MAX_MEMBERS
                && Membership.of(guest.id, room).isEmpty()) {
            throw ApiException.conflict(words -> words.conversationFull(Conversations.MAX_MEMBERS));
        }
    }

    /** A room with a name and people in it always has an owner. The room is held. */
    private void ensureOwner(Room room) {
        Membership.getEntityManager().flush();
        if (!room.unnamed() && !Membership.owned(room.id)) {
            Membership.successor(room.id).ifPresent(successor -> {
                successor.role = Role.OWNER;
                events.fire(new MembershipChanged(room.id, successor.key.account()));
            });
        }
    }
}
