package chat.parley.auth.signup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.auth.Token;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.http.OriginPolicy;
import chat.parley.problem.ApiException;
import io.quarkus.scheduler.Scheduled;

/** Sign-up invitations, for servers on which not everyone may sign up. Administrators create and revoke them. */
@ApplicationScoped
@Transactional
public class InvitationService {

    private static final Duration INVITATION_TTL = Duration.ofDays(7);
    private static final int MAX_OPEN_INVITATIONS = 100;

    /** A created link. It is not available later, because only the hash of its token is stored. */
    public record CreatedInvitation(long id, String link, Instant expiresAt) {}

    private final OriginPolicy originPolicy;
    private final AuditLog audit;

    InvitationService(OriginPolicy originPolicy, AuditLog audit) {
        this.originPolicy = originPolicy;
        this.audit = audit;
    }

    /**
     * Creates an invitation.
     *
     * @param administrator the username of the administrator
     * @throws ApiException with 409 if there are too many valid invitations
     */
    public CreatedInvitation create(String administrator) {
        if (Invitation.listValid().size() >= MAX_OPEN_INVITATIONS) {
            throw ApiException.conflict(words -> words.tooManyInvitations(MAX_OPEN_INVITATIONS));
        }
        var token = Token.random();
        var invitation = new Invitation();
        invitation.tokenHash = token.hash();
        invitation.createdBy = administrator;
        invitation.createdAt = Instant.now();
        invitation.expiresAt = invitation.createdAt.plus(INVITATION_TTL);
        invitation.persist();
        audit.record(administrator, AuditEvent.of(AuditAction.INVITATION_MADE, AuditTarget.invitation(invitation.id)));
        return new CreatedInvitation(
                invitation.id, originPolicy.link("/signup?invitation=" + token.text()), invitation.expiresAt);
    }

    /** Lists the valid invitations, newest first. */
    public List<InvitationView> listValid() {
        return Invitation.listValid().stream()
                .map(open -> new InvitationView(open.id, open.createdBy, open.createdAt, open.expiresAt))
                .toList();
    }

    /**
     * Revokes an invitation.
     *
     * @return true for exactly one of several concurrent calls
     */
    public boolean revoke(String administrator, long id) {
        var deleted = Invitation.delete("id", id) == 1;
        if (deleted) {
            audit.record(administrator, AuditEvent.of(AuditAction.INVITATION_REVOKED, AuditTarget.invitation(id)));
        }
        return deleted;
    }

    @Scheduled(every = "1h", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void deleteExpired() {
        Invitation.delete("expiresAt <= ?1", Instant.now());
    }
}
