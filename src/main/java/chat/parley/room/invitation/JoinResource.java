package chat.parley.room.invitation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.Access;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.security.Authenticated;

/** {@code /api/room-invitations}: joins a room with an invitation link. */
@Path("/api/room-invitations")
@Tag(name = "Invitation links")
@Authenticated
class JoinResource {

    private final RoomInvitationService invitations;
    private final RoomList list;
    private final CurrentUser currentUser;

    JoinResource(RoomInvitationService invitations, RoomList list, CurrentUser currentUser) {
        this.invitations = invitations;
        this.list = list;
        this.currentUser = currentUser;
    }

    /** Joins a room; can be repeated. Returns 410 for an invalid link. */
    @POST
    @Operation(
            summary = "Join by invitation link",
            description = "Can be repeated. 410 if the link is used up, expired, revoked or unknown.")
    @RateLimited(RateLimit.ROOM_LINK)
    @Path("/{token}")
    @Consumes(MediaType.WILDCARD)
    public RoomView joinByInvitation(@RestPath String token) {
        return list.findWithMemberCount(currentUser.id(), invitations.use(currentUser.id(), token))
                .orElseThrow(Access::noSuchRoom);
    }
}
