package chat.parley.room;

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
import io.quarkus.scheduler.Scheduled;

/** Invitation links to rooms: owners and moderators create and revoke them, and anyone with an account can use them. */
@ApplicationScoped
@Transactional
public class RoomInvitations {

    /** Open ones of a room. */
    static final int MAX_INVITATIONS_PER_ROOM = 50;

    /** A link, for the only time that it is shown. */
    public record Made(long id, String token, String link, Instant expiresAt, Integer uses) {}

    /**
     * One that works. Its token is known to nobody here.
     *
     * @param madeBy the username
     * @param uses how many more may come by it; null for as many as like
     */
    public record Open(long id, String madeBy, Instant createdAt, Instant expiresAt, Integer uses) {}

    /** What the holder of a link learns about the room. */
    public record Door(String name, String topic, boolean open) {}

    private final Access access;
    private final Members members;
    private final OriginPolicy originPolicy;
    private final AuditLog audit;

    RoomInvitations(Access access, Members members, OriginPolicy originPolicy, AuditLog audit) {
        this.access = access;
        this.members = members;
        this.originPolicy = originPolicy;
        this.audit = audit;
    }

    /**
     * Makes a link.
     *
     * @param uses how many may come by it; null for as many as like
     * @throws ApiException with 409 when the room has too many already
     */
    public Made make(long viewer, long id, Duration lasts, Integer uses) {
        Room.hold(id);
        var standing = access.room(viewer, id).invitesByLink().inUse();
        if (RoomInvitation.open(id).size() >= MAX_INVITATIONS_PER_ROOM) {
            throw ApiException.conflict(words -> words.tooManyLinks(MAX_INVITATIONS_PER_ROOM));
        }
        var token = Token.random();
        var invitation = made(standing.room(), viewer, token, lasts, uses);
        audit.record(viewer, event(AuditAction.ROOM_LINK_MADE, invitation.id, id));
        return new Made(
                invitation.id, token.text(), originPolicy.link("/join/" + token.text()), invitation.expiresAt, uses);
    }

    /** Those of a room that work, the newest first. */
    public List<Open> open(long viewer, long id) {
        access.room(viewer, id).invitesByLink();
        return RoomInvitation.open(id).stream()
                .map(open ->
                        new Open(open.id, open.createdBy.username, open.createdAt, open.expiresAt, open.remainingUses))
                .toList();
    }

    /** From then on it lets nobody in; nothing happens when the room has none of that number. */
    public void revoke(long viewer, long id, long invitation) {
        access.room(viewer, id).invitesByLink();
        if (RoomInvitation.delete("id = ?1 and room.id = ?2", invitation, id) == 1) {
            audit.record(viewer, event(AuditAction.ROOM_LINK_REVOKED, invitation, id));
        }
    }

    /** The room that a link leads to; empty when it does not work. */
    public Optional<Door> door(String token) {
        return working(token)
                .map(invitation -> invitation.room)
                .map(room -> new Door(room.name, room.topic, room.kind == RoomKind.PUBLIC));
    }

    /**
     * Lets someone in by a link. Who is in already uses nothing up.
     *
     * @return the room's id
     * @throws ApiException with 410 when it does not work, or no longer
     */
    public long use(long viewer, String token) {
        var room = working(token).orElseThrow(RoomInvitations::gone).room;
        Room.hold(room.id);
        if (Membership.of(viewer, room.id).isEmpty()) {
            var invitation = working(token).orElseThrow(RoomInvitations::gone);
            count(invitation.id);
            members.join(room, viewer, Role.MEMBER);
            audit.record(viewer, event(AuditAction.CAME_BY_LINK, invitation.id, room.id));
        }
        return room.id;
    }

    @Scheduled(every = "1h", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void forgetExpired() {
        RoomInvitation.delete("expiresAt <= ?1 or remainingUses = 0", Instant.now());
    }

    private static Optional<RoomInvitation> working(String text) {
        return Optional.of(new Token(text)).filter(Token::wellFormed).flatMap(RoomInvitation::working);
    }

    /** In the database, as another may have come in since it was read. */
    private static void count(long id) {
        if (RoomInvitation.update(
                        "remainingUses = remainingUses - 1 where id = ?1 and (remainingUses is null or remainingUses > 0)",
                        id)
                != 1) {
            throw gone();
        }
    }

    private static RoomInvitation made(Room room, long by, Token token, Duration lasts, Integer uses) {
        var invitation = new RoomInvitation();
        invitation.room = room;
        invitation.tokenHash = token.hash();
        invitation.createdBy = Account.findById(by);
        invitation.createdAt = Instant.now();
        invitation.expiresAt = invitation.createdAt.plus(lasts);
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
