package chat.parley.room;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;

/** {@code /api/admin/rooms}: administration of rooms. Requires the role {@code admin}. */
@Path("/api/admin/rooms")
@Tag(name = "Administration")
@RolesAllowed("admin")
@Consumes(MediaType.APPLICATION_JSON)
class RoomAdministrationResource {

    /** A request to archive or restore a room. */
    record RoomArchiveRequest(
            @NotNull(message = "{missing}") Boolean archived) {}

    private final RoomAdministrationService administration;
    private final CurrentUser currentUser;

    RoomAdministrationResource(RoomAdministrationService administration, CurrentUser currentUser) {
        this.administration = administration;
        this.currentUser = currentUser;
    }

    /** Lists public and private rooms, including archived ones, newest first. */
    @GET
    @Operation(summary = "List all rooms", description = "Public and private rooms, newest first. `q` matches names.")
    public KeysetPage<RoomSummary> listAllRooms(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) @Min(1) long after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        return administration.page(q.strip(), after, limit);
    }

    /** Archives or restores a room. */
    @PATCH
    @Operation(summary = "Archive or restore any room")
    @RateLimited(RateLimit.ADMINISTER)
    @Path("/{id}")
    public void updateAnyRoom(@RestPath long id, @NotNull @Valid RoomArchiveRequest request) {
        if (request.archived()) {
            administration.archive(currentUser.id(), id);
        } else {
            administration.restore(currentUser.id(), id);
        }
    }
}
