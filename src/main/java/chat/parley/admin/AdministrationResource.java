package chat.parley.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.Account;
import chat.parley.account.AccountView;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.signup.InvitationService;
import chat.parley.auth.signup.InvitationView;
import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;

/** {@code /api/admin}: administration of accounts and invitations. Requires the role {@code admin}. */
@Path("/api/admin")
@Tag(name = "Administration")
@RolesAllowed("admin")
@Consumes(MediaType.APPLICATION_JSON)
class AdministrationResource {

    /** A request to change an account; null leaves a value unchanged. */
    record AccountStatusRequest(Boolean disabled, Boolean admin) {}

    private final AdministrationService administration;
    private final InvitationService invitations;
    private final AuditDescriber audit;
    private final CurrentUser currentUser;

    AdministrationResource(
            AdministrationService administration,
            InvitationService invitations,
            AuditDescriber audit,
            CurrentUser currentUser) {
        this.administration = administration;
        this.invitations = invitations;
        this.audit = audit;
        this.currentUser = currentUser;
    }

    /** Lists accounts by username, including disabled ones. */
    @GET
    @Operation(
            summary = "List accounts",
            description = "All accounts by username, also disabled ones. `q` matches usernames, display names and "
                    + "email addresses.")
    @Path("/accounts")
    public KeysetPage<AccountView> listAccounts(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return administration.page(q.strip(), after, limit);
    }

    /** Disables, enables, promotes or demotes another account. */
    @PATCH
    @Operation(
            summary = "Disable or promote an account",
            description = "Sets whether the account is disabled and whether it is an administrator. Disabling it "
                    + "revokes its sessions and tokens.")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/accounts/{username}")
    public AccountView updateAccount(@RestPath @PlainText String username, @NotNull AccountStatusRequest request) {
        var by = currentUser.username();
        if (request.admin() != null) {
            if (request.admin()) {
                administration.makeAdministrator(by, username);
            } else {
                administration.makeUser(by, username);
            }
        }
        return Boolean.TRUE.equals(request.disabled())
                ? administration.disable(by, username)
                : Boolean.FALSE.equals(request.disabled())
                        ? administration.enable(by, username)
                        : administration.find(username);
    }

    /** Revokes all sessions and tokens of an account. */
    @DELETE
    @Operation(
            summary = "Sign out an account everywhere",
            description = "Revokes all sessions and tokens of the account.")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/accounts/{username}/sessions")
    public void endSessionsOfAccount(@RestPath @PlainText String username) {
        administration.signOut(currentUser.username(), username);
    }

    /** Mails a link to reset the password of an account. */
    @POST
    @Operation(
            summary = "Send a password reset link",
            description =
                    "Mails a link to the account's email address. 409 if it has none or the server sends no mail.")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/accounts/{username}/password-reset")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    public void sendPasswordReset(@RestPath @PlainText String username) {
        administration.sendReset(currentUser.username(), username);
    }

    /** Creates an invitation. Only this response contains the link. */
    @POST
    @Operation(
            summary = "Create a sign-up invitation",
            description = "The link is returned once and cannot be read again.")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/invitations")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    public InvitationService.CreatedInvitation createInvitation() {
        return invitations.create(currentUser.username());
    }

    /** Lists the valid invitations, newest first. */
    @GET
    @Operation(summary = "List sign-up invitations")
    @Path("/invitations")
    public KeysetPage<InvitationView> listInvitations() {
        return new KeysetPage<>(invitations.listValid(), null);
    }

    @DELETE
    @Operation(summary = "Revoke a sign-up invitation")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/invitations/{id}")
    public void revokeInvitation(@RestPath long id) {
        if (!invitations.revoke(currentUser.username(), id)) {
            throw ApiException.notFound(ProblemMessages::invitationNotFound);
        }
    }

    /** Lists audit log entries, newest first. */
    @GET
    @Operation(
            summary = "List audit log entries",
            description = "Newest first. `who` is a username and `act` an action.")
    @Path("/audit")
    public KeysetPage<AuditEntryView> listAuditEntries(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String who,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String act,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) @Min(1) long after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return audit.page(Account.folded(who.strip()), act, after, limit);
    }
}
