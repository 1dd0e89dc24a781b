package chat.parley.room.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.auth.Token;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Access;
import chat.parley.room.Membership;
import chat.parley.room.MembershipService;
import chat.parley.room.Role;
import chat.parley.room.Room;
import chat.parley.room.RoomKind;
import io.quarkus.scheduler.Scheduled;

/** Invitation links to rooms: owners and moderators create and revoke them, and anyone with an account can use them. */
@ApplicationScoped
@Transactional
public class RoomInvitationService {

    /** Valid invitations of one room. */
    static final int MAX_INVITATIONS_PER_ROOM = 50;

    /**
     * A created invitation. The token is not available later, because only its hash is stored.
     *
     * @param uses how many people can join with it; null if unlimited
     */
    record CreatedRoomInvitation(long id, String token, String link, Instant expiresAt, Integer uses) {}

    /**
     * A valid invitation, without its token.
     *
     * @param madeBy the username of the creator
     * @param uses how many more people can join with it; null if unlimited
     */
    record ValidRoomInvitation(long id, String madeBy, Instant createdAt, Instant expiresAt, Integer uses) {}

    /**
     * A room, as shown to the holder of a link.
     *
     * @param open whether the room is public
     */
    public record RoomPreview(String name, String topic, boolean open) {}

    private final Access access;
    private final MembershipService members;
    private final OriginPolicy originPolicy;
    private final AuditLog audit;

    RoomInvitationService(Access access, MembershipService members, OriginPolicy originPolicy, AuditLog audit) {
        this.access = access;
        this.members = members;
        this.originPolicy = originPolicy;
        this.audit = audit;
    }

    /**
     * Creates a link.
     *
     * @param uses how many people can join with it; null if unlimited
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission; 409 if the room
     *        is archived or a conversation, or has too many links
     */
    CreatedRoomInvitation create(long viewer, long id, Duration validity, Integer uses) {
        Room.lock(id);
        var permissions = access.permissions(viewer, id).requireInviteByLink().requireNotArchived();
        if (RoomInvitation.listValid(id).size() >= MAX_INVITATIONS_PER_ROOM) {
            throw ApiException.conflict(words -> words.tooManyLinks(MAX_INVITATIONS_PER_ROOM));
        }
        var token = Token.random();
        var invitation = newInvitation(permissions.room(), viewer, token, validity, uses);
        audit.record(viewer, event(AuditAction.ROOM_LINK_MADE, invitation.id, id));
        return new CreatedRoomInvitation(
                invitation.id, token.text(), originPolicy.link("/join/" + token.text()), invitation.expiresAt, uses);
    }

    /**
     * Lists the valid links of a room, newest first.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission
     */
    List<ValidRoomInvitation> list(long viewer, long id) {
        access.permissions(viewer, id).requireInviteByLink();
        return RoomInvitation.listValid(id).stream()
                .map(open -> new ValidRoomInvitation(
                        open.id, open.createdBy.username, open.createdAt, open.expiresAt, open.remainingUses))
                .toList();
    }

    /**
     * Revokes a link. Does nothing if the room has no link with this id.
     *
     * @throws ApiException with 404 if the viewer may not see the room; 403 without the permission
     */
    void revoke(long viewer, long id, long invitation) {
        access.permissions(viewer, id).requireInviteByLink();
        if (RoomInvitation.delete("id = ?1 and room.id = ?2", invitation, id) == 1) {
            audit.record(viewer, event(AuditAction.ROOM_LINK_REVOKED, invitation, id));
        }
    }

    /** The room of a link; empty if the link is not valid. */
    public Optional<RoomPreview> preview(String token) {
        return findValid(token)
                .map(invitation -> invitation.room)
                .map(room -> new RoomPreview(room.name, room.topic, room.kind == RoomKind.PUBLIC));
    }

    /**
     * Joins a room with a link. A member does not use up the link.
     *
     * @return the id of the room
     * @throws ApiException with 410 if the link is not valid
     */
    public long use(long viewer, String token) {
        var room = findValid(token).orElseThrow(RoomInvitationService::gone).room;
        Room.lock(room.id);
        if (Membership.of(viewer, room.id).isEmpty()) {
            var invitation = findValid(token).orElseThrow(RoomInvitationService::gone);
            countUse(invitation.id);
            members.join(room, viewer, Role.MEMBER);
            audit.record(viewer, event(AuditAction.CAME_BY_LINK, invitation.id, room.id));
        }
        return room.id;
    }

    @Scheduled(every = "1h", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void deleteExpired() {
        RoomInvitation.delete("expiresAt <= ?1 or remainingUses = 0", Instant.now());
    }

    private static Optional<RoomInvitation> findValid(String text) {
        return Optional.of(new Token(text)).filter(Token::isWellFormed).flatMap(RoomInvitation::findValid);
    }

    /** Counts the use in the database, because concurrent requests may have used the link since it was read. */
    private static void countUse(long id) {
        if (RoomInvitation.update(
                        "remainingUses = remainingUses - 1 where id = ?1 and (remainingUses is null or remainingUses > 0)",
                        id)
                != 1) {
            throw gone();
        }
    }

    private static RoomInvitation newInvitation(Room room, long by, Token token, Duration validity, Integer uses) {
        var invitation = new RoomInvitation();
        invitation.room = room;
        invitation.tokenHash = token.hash();
        invitation.createdBy = Account.findById(by);
        invitation.createdAt = Instant.now();
        invitation.expiresAt = invitation.createdAt.plus(validity);
        invitation.remainingUses = uses;
        invitation.persist();
        return invitation;
    }

    private static AuditEvent event(AuditAction action, long invitation, long room) {
        return AuditEvent.of(action, AuditTarget.roomInvitation(invitation)).inRoom(room);
    }

    private static ApiException gone() {
        return ApiException.gone(ProblemMessages::linkDoesNotWork);
    }
}
