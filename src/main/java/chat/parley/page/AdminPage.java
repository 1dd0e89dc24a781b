package chat.parley.page;

import java.util.Arrays;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.AccountView;
import chat.parley.admin.AdministrationService;
import chat.parley.admin.AuditDescriber;
import chat.parley.admin.AuditEntryView;
import chat.parley.audit.AuditAction;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.signup.InvitationService;
import chat.parley.auth.signup.InvitationService.CreatedInvitation;
import chat.parley.auth.signup.InvitationView;
import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.RoomAdministrationService;
import chat.parley.room.RoomSummary;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/** The administration pages: plain forms that need no script. */
@Path("/admin")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
@Blocking
class AdminPage {

    private static final int PAGE_SIZE = 25;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance people(KeysetPage<AccountView> people, String q, String me);

        static native TemplateInstance invitations(List<InvitationView> invitations, CreatedInvitation made);

        static native TemplateInstance rooms(KeysetPage<RoomSummary> rooms, String q);

        static native TemplateInstance audit(
                KeysetPage<AuditEntryView> entries, List<String> acts, String who, String act);
    }

    private final AdministrationService administration;
    private final InvitationService invitations;
    private final RoomAdministrationService rooms;
    private final AuditDescriber audit;
    private final CurrentUser currentUser;

    AdminPage(
            AdministrationService administration,
            InvitationService invitations,
            RoomAdministrationService rooms,
            AuditDescriber audit,
            CurrentUser currentUser) {
        this.administration = administration;
        this.invitations = invitations;
        this.rooms = rooms;
        this.audit = audit;
        this.currentUser = currentUser;
    }

    @GET
    @Operation(summary = "Show the accounts")
    public TemplateInstance people(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after) {
        return Templates.people(administration.page(q.strip(), after, PAGE_SIZE), q, currentUser.username());
    }

    /** Applies the action of the pressed button. */
    @POST
    @Operation(summary = "Change an account")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/people/{username}")
    public Response act(@RestPath @PlainText String username, @RestForm @DefaultValue("") String act) {
        var by = currentUser.username();
        switch (act) {
            case "disable" -> administration.disable(by, username);
            case "enable" -> administration.enable(by, username);
            case "make-administrator" -> administration.makeAdministrator(by, username);
            case "make-user" -> administration.makeUser(by, username);
            case "sign-out" -> administration.signOut(by, username);
            case "send-reset" -> administration.sendReset(by, username);
            default -> throw unknownAction();
        }
        return Forms.seeOther("/admin?q=" + username);
    }

    @GET
    @Operation(summary = "Show the sign-up invitations")
    @Path("/invitations")
    public TemplateInstance invitations() {
        return Templates.invitations(invitations.listValid(), null);
    }

    /** Responds without a redirect, because only this response contains the link. */
    @POST
    @Operation(summary = "Submit a new invitation")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/invitations")
    @ResponseStatus(201)
    public TemplateInstance invite() {
        var made = invitations.create(currentUser.username());
        return Templates.invitations(invitations.listValid(), made);
    }

    /** Revokes an invitation; does nothing if it is revoked. */
    @POST
    @Operation(summary = "Revoke a sign-up invitation")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/invitations/{id}/revoke")
    public Response revoke(@RestPath long id) {
        invitations.revoke(currentUser.username(), id);
        return Forms.seeOther("/admin/invitations");
    }

    @GET
    @Operation(summary = "Show all rooms")
    @Path("/rooms")
    public TemplateInstance rooms(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        return Templates.rooms(rooms.page(q.strip(), after, PAGE_SIZE), q);
    }

    @POST
    @Operation(summary = "Archive or restore a room")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/rooms/{id}")
    public Response act(@RestPath long id, @RestForm @DefaultValue("") String act) {
        switch (act) {
            case "archive" -> rooms.archive(currentUser.id(), id);
            case "restore" -> rooms.restore(currentUser.id(), id);
            default -> throw unknownAction();
        }
        return Forms.seeOther("/admin/rooms");
    }

    @GET
    @Operation(summary = "Show the audit log")
    @Path("/audit")
    public TemplateInstance audit(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String who,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String act,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        return Templates.audit(
                audit.page(who.strip(), act, after, PAGE_SIZE),
                Arrays.stream(AuditAction.values()).map(AuditAction::id).toList(),
                who,
                act);
    }

    private static ApiException unknownAction() {
        return ApiException.badInput("act", ProblemMessages::unknownAction);
    }
}
