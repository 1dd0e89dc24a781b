package chat.parley.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.LoginRedirect;
import chat.parley.http.ClientNetwork;
import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.room.invitation.RoomInvitationService;
import chat.parley.room.invitation.RoomInvitationService.RoomPreview;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/**
 * The page of an invitation link to a room, with a button to join. Opening the page does not join, because link
 * previews open it, too.
 */
@Path("/join/{token}")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
class JoinPage {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance join(RoomPreview door, AuthenticatedUser me, String token);
    }

    private final RoomInvitationService invitations;
    private final RateLimiter rateLimiter;
    private final CurrentUser currentUser;

    JoinPage(RoomInvitationService invitations, RateLimiter rateLimiter, CurrentUser currentUser) {
        this.invitations = invitations;
        this.rateLimiter = rateLimiter;
        this.currentUser = currentUser;
    }

    @GET
    @Operation(summary = "Show an invitation link")
    public Response show(@RestPath String token, @Context HttpServerRequest request) {
        rateLimiter.acquire(RateLimit.ROOM_LINK, ClientNetwork.of(request));
        return invitations
                .preview(token)
                .map(door -> Response.ok(
                                Templates.join(door, currentUser.signedIn().orElse(null), token))
                        .build())
                .orElseGet(() -> Response.status(Response.Status.GONE)
                        .entity(Templates.join(null, null, ""))
                        .build());
    }

    @POST
    @Operation(summary = "Join by invitation link")
    @RateLimited(inCode = RateLimit.ROOM_LINK)
    public Response join(@RestPath String token) {
        return currentUser
                .signedIn()
                .map(me -> joined(me, token))
                .orElseGet(() -> Forms.seeOther("/login" + LoginRedirect.parameter("/join/" + token, "?")));
    }

    private Response joined(AuthenticatedUser me, String token) {
        rateLimiter.acquire(RateLimit.ROOM_LINK, me.account());
        try {
            return Forms.seeOther("/rooms/" + invitations.use(me.account(), token));
        } catch (ApiException gone) {
            return Forms.showAgain(gone, Templates.join(null, null, ""));
        }
    }
}
