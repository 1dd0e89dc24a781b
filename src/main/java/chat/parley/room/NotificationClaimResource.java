package chat.parley.room;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.NotRateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/told}: claims a notification, so that only one device of a user shows it. */
@Path("/api/rooms/{id}/told")
@Tag(name = "Notifications")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
public class NotificationClaimResource {

    /** The message that a device is about to tell of. */
    public record Telling(
            @NotNull(message = "{missing}") @Min(value = 1, message = "{orMore}")
            Long seq) {}

    /** Whether it is the first to, and so the one that does. */
    public record Turn(boolean first) {}

    private final Rooms rooms;
    private final CurrentUser currentUser;

    NotificationClaimResource(Rooms rooms, CurrentUser currentUser) {
        this.rooms = rooms;
        this.currentUser = currentUser;
    }

    /** A device asks before it tells, in the order of the messages; {@code first} is false too for what was read anywhere. */
    @PUT
    @Operation(
            summary = "Claim a notification",
            description = "Tells whether this device shows the notification of message `seq`, so that only one "
                    + "device of a user does. `first` is also false for messages that are read.")
    @NotRateLimited("It only notes in the database which device notifies.")
    public Turn claimNotification(@RestPath long id, @NotNull @Valid Telling telling) {
        return new Turn(rooms.tell(currentUser.id(), id, telling.seq()));
    }
}
