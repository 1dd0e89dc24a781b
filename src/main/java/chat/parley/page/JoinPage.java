package chat.parley.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.Limit;
import chat.parley.Limits;
import chat.parley.RateLimited;
import chat.parley.Refusal;
import chat.parley.account.Onward;
import chat.parley.account.RemoteAddress;
import chat.parley.account.SignedIn;
import chat.parley.account.Viewer;
import chat.parley.room.RoomInvitations;
import chat.parley.room.RoomInvitations.Door;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/**
 * Where a link into a room leads: it says which room, and a button joins. Opening it joins nobody, as programs that show
 * what is behind a link open it too.
 */
@Path("/join/{token}")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class JoinPage {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance join(Door door, SignedIn me, String token);
    }

    private final RoomInvitations invitations;
    private final Limits limits;
    private final Viewer viewer;

    JoinPage(RoomInvitations invitations, Limits limits, Viewer viewer) {
        this.invitations = invitations;
        this.limits = limits;
        this.viewer = viewer;
    }

    @GET
    public Response show(@RestPath String token, @Context HttpServerRequest request) {
        limits.take(Limit.ROOM_LINK, RemoteAddress.of(request));
        return invitations
                .door(token)
                .map(door -> Response.ok(Templates.join(door, viewer.signedIn().orElse(null), token))
                        .build())
                .orElseGet(() -> Response.status(Response.Status.GONE)
                        .entity(Templates.join(null, null, ""))
                        .build());
    }

    @POST
    @RateLimited(inCode = Limit.ROOM_LINK)
    public Response join(@RestPath String token) {
        return viewer.signedIn()
                .map(me -> joined(me, token))
                .orElseGet(() -> Forms.seeOther("/login" + Onward.parameter("/join/" + token, "?")));
    }

    private Response joined(SignedIn me, String token) {
        limits.take(Limit.ROOM_LINK, me.account());
        try {
            return Forms.seeOther("/rooms/" + invitations.use(me.account(), token));
        } catch (Refusal gone) {
            return Forms.again(gone, Templates.join(null, null, ""));
        }
    }
}
