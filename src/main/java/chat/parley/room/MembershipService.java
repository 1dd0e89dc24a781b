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
public class MembershipService {

    private final Access access;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;
    private final Event<RoomEvent> events;

    MembershipService(Access access, RateLimiter rateLimiter, AuditLog audit, Event<RoomEvent> events) {
        this.access = access;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Joins a public room. Does nothing for a member, which does not count towards the rate limit.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 409 if it is archived; 429 if the viewer
     *        joins and leaves too often
     */
    public void join(long viewer, long id) {
        var permissions = access.permissions(viewer, id);
        if (!permissions.member()) {
            rateLimiter.acquire(RateLimit.JOIN_ROOM, viewer);
            join(permissions.requireNotArchived().room(), viewer, Role.MEMBER);
        }
    }

    /**
     * Leaves a room. Does nothing for others than members, which does not count towards the rate limit.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 409 if it is a direct room; 429 if the viewer
     *        joins and leaves too often
     */
    void leave(long viewer, long id) {
        Room.lock(id);
        var permissions = access.permissions(viewer, id).requireLeavable();
        if (permissions.member()) {
            rateLimiter.acquire(RateLimit.JOIN_ROOM, viewer);
            remove(permissions.room(), viewer);
        }
    }

    /**
     * Adds a member, or changes the role of a member.
     *
     * @param role null to add with the role {@code member} and to keep the role of a member; only owners may assign
     *        roles
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission; 409 if the room
     *        is archived, full or direct
     */
    void invite(long viewer, long id, Account account, Role role) {
        Room.lock(id);
        var permissions = access.permissions(viewer, id).requireInvite().requireNotArchived();
        if (role != null) {
            permissions.requireAssignRoles();
        }
        if (permissions.room().unnamed()) {
            requireFreePlace(id, account);
        }
        var added = join(permissions.room(), account.id, role == null ? Role.MEMBER : role);
        if (!added && role != null) {
            changeRole(permissions.room(), account.id, role);
        }
        if (added || role != null) {
            audit.record(
                    viewer,
                    AuditEvent.of(added ? AuditAction.INVITED : AuditAction.ROLE_GIVEN, target(account))
                            .inRoom(id)
                            .with("role", role == null ? null : role.name().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * Removes a member. Moderators cannot remove owners; removing oneself is leaving.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission; 409 in a
     *        conversation
     */
    void remove(long viewer, long id, Account member) {
        if (member.id == viewer) {
            leave(viewer, id);
            return;
        }
        Room.lock(id);
        var permissions = access.permissions(viewer, id).requireRemove(Role.MEMBER);
        Membership.of(member.id, id).ifPresent(membership -> {
            permissions.requireRemove(membership.role);
            remove(permissions.room(), member.id);
            audit.record(
                    viewer, AuditEvent.of(AuditAction.REMOVED, target(member)).inRoom(id));
        });
    }

    /**
     * Adds a member.
     *
     * @return false if the account was a member already
     */
    public boolean join(Room room, long account, Role role) {
        var added = Membership.join(room.id, account, role);
        if (added) {
            changed(room, account);
        }
        return added;
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

    /**
     * Fires the events of a changed membership. The name of a conversation consists of its members, so it changes
     * too.
     */
    private void changed(Room room, long account) {
        events.fire(new MembershipChanged(room.id, account));
        if (room.unnamed()) {
            events.fire(new RoomChanged(room.id));
        }
    }

    private static AuditTarget target(Account account) {
        return AuditTarget.account(account.id, account.username);
    }

    /** Requires a free place in a conversation. The caller has locked the room. */
    private static void requireFreePlace(long room, Account account) {
        if (Membership.countIn(room) >= ConversationService.MAX_MEMBERS
                && Membership.of(account.id, room).isEmpty()) {
            throw ApiException.conflict(words -> words.conversationFull(ConversationService.MAX_MEMBERS));
        }
    }

    /** Ensures that a named room with members has an owner. The caller has locked the room. */
    private void ensureOwner(Room room) {
        Membership.getEntityManager().flush();
        if (!room.unnamed() && !Membership.hasOwner(room.id)) {
            Membership.successor(room.id).ifPresent(successor -> {
                successor.role = Role.OWNER;
                events.fire(new MembershipChanged(room.id, successor.key.account()));
            });
        }
    }
}
