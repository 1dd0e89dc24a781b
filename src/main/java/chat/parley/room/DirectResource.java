package chat.parley.room;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.account.Account;
import chat.parley.auth.CurrentUser;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/direct}: direct rooms of two people. */
@Path("/api/direct")
@Tag(name = "Rooms")
@Authenticated
@Transactional
class DirectResource {

    private final RoomService rooms;
    private final RoomList list;
    private final CurrentUser currentUser;

    DirectResource(RoomService rooms, RoomList list, CurrentUser currentUser) {
        this.rooms = rooms;
        this.list = list;
        this.currentUser = currentUser;
    }

    @PUT
    @Operation(
            summary = "Open a direct room",
            description = "Returns the direct room with this person, and creates it with 201 if there is none.")
    @RateLimited(inCode = RateLimit.CREATE_ROOM)
    @Path("/{username}")
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoomView.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoomView.class)))
    public Response openDirectRoom(@RestPath @PlainText String username) {
        var other = Account.requireEnabled(username);
        var opened = rooms.openDirect(currentUser.id(), other.id);
        return Response.status(opened.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(list.find(currentUser.id(), opened.room()).orElseThrow())
                .build();
    }
}
