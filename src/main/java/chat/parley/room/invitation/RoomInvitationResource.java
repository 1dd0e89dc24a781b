package chat.parley.room.invitation;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.invitation.RoomInvitationService.CreatedRoomInvitation;
import chat.parley.room.invitation.RoomInvitationService.ValidRoomInvitation;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/invitations}: lists, creates and revokes invitation links. */
@Path("/api/rooms/{id}/invitations")
@Tag(name = "Invitation links")
@Authenticated
class RoomInvitationResource {

    private static final int DEFAULT_HOURS = 7 * 24;
    private static final int MAX_HOURS = 30 * 24;
    private static final int MAX_USES = 1_000;

    /**
     * A request for an invitation link. All fields, and the body itself, are optional.
     *
     * @param lastsHours how long the link is valid, in hours, 1 to 720; a week by default
     * @param uses how many people can join with it, 1 to 1,000; unlimited by default
     */
    record RoomInvitationRequest(
            @Min(value = 1, message = "{hours}") @Max(value = MAX_HOURS, message = "{hours}") //
            Integer lastsHours,
            @Min(value = 1, message = "{uses}") @Max(value = MAX_USES, message = "{uses}") //
            Integer uses) {

        Duration validity() {
            return Duration.ofHours(lastsHours == null ? DEFAULT_HOURS : lastsHours);
        }
    }

    private final RoomInvitationService invitations;
    private final CurrentUser currentUser;

    RoomInvitationResource(RoomInvitationService invitations, CurrentUser currentUser) {
        this.invitations = invitations;
        this.currentUser = currentUser;
    }

    /** Creates a link. Only this response contains the token. */
    @POST
    @Operation(
            summary = "Create an invitation link",
            description = "Anyone with the link and an account can join the room. The link is returned once and "
                    + "cannot be read again.")
    @RateLimited(RateLimit.MANAGE_MEMBERS)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public CreatedRoomInvitation createRoomInvitation(@RestPath long id, @Valid RoomInvitationRequest body) {
        var request = body == null ? new RoomInvitationRequest(null, null) : body;
        return invitations.create(currentUser.id(), id, request.validity(), request.uses());
    }

    /** Lists the valid links, newest first, on one page, because there are at most 50. */
    @GET
    @Operation(summary = "List invitation links")
    public KeysetPage<ValidRoomInvitation> listRoomInvitations(@RestPath long id) {
        return new KeysetPage<>(invitations.list(currentUser.id(), id), null);
    }

    /** Revokes a link; can be repeated. */
    @DELETE
    @Operation(summary = "Revoke an invitation link")
    @RateLimited(RateLimit.MANAGE_MEMBERS)
    @Path("/{invitation: \\d{1,18}}")
    public void revokeRoomInvitation(@RestPath long id, @RestPath long invitation) {
        invitations.revoke(currentUser.id(), id, invitation);
    }
}
