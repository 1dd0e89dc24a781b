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
class NotificationClaimResource {

    /**
     * The message that a device is about to show a notification for.
     *
     * @param version of the message, if an edit has added a mention of the user; null for a new message
     */
    record NotificationClaimRequest(
            @NotNull(message = "{missing}") @Min(value = 1, message = "{orMore}")
            Long seq,

            @Min(value = 1, message = "{orMore}") Long version) {}

    /**
     * The result of a claim.
     *
     * @param first whether this device is the first one, and shows the notification
     */
    record NotificationClaimResult(boolean first) {}

    private final RoomService rooms;
    private final CurrentUser currentUser;

    NotificationClaimResource(RoomService rooms, CurrentUser currentUser) {
        this.rooms = rooms;
        this.currentUser = currentUser;
    }

    /**
     * A device claims each notification before it shows it, in the order of the messages. {@code first} is also false
     * for messages that were read on any device.
     */
    @PUT
    @Operation(
            summary = "Claim a notification",
            description = "Tells whether this device shows the notification of message `seq`, so that only one "
                    + "device of a user does. `first` is also false for messages that are read. With `version`, the "
                    + "notification is of a mention that an edit has added, read or not.")
    @NotRateLimited("It only records which device notifies.")
    public NotificationClaimResult claimNotification(
            @RestPath long id, @NotNull @Valid NotificationClaimRequest claim) {
        return new NotificationClaimResult(rooms.claimNotification(currentUser.id(), id, claim.seq(), claim.version()));
    }
}
