package chat.parley.room;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/notify}: the notification level of the current user. */
@Path("/api/rooms/{id}/notify")
@Tag(name = "Notifications")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
class NotificationLevelResource {

    /** A request to set the notification level. */
    record NotificationLevelRequest(
            @NotNull(message = "{missing}") NotificationLevel level) {}

    private final RoomService rooms;
    private final CurrentUser currentUser;

    NotificationLevelResource(RoomService rooms, CurrentUser currentUser) {
        this.rooms = rooms;
        this.currentUser = currentUser;
    }

    /** Applies to all devices of the user. Returns 409 if the user is not a member. */
    @PUT
    @Operation(summary = "Set the notification level")
    @RateLimited(RateLimit.READ_MARK)
    public RoomView setNotificationLevel(@RestPath long id, @NotNull @Valid NotificationLevelRequest request) {
        return rooms.setNotificationLevel(currentUser.id(), id, request.level());
    }
}
