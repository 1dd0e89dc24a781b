package chat.parley.message;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.problem.PlainText;
import chat.parley.room.Access;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/pins}: the pinned messages of a room, latest first, at most 100. */
@Path("/api/rooms/{id}/pins")
@Tag(name = "Messages")
@Authenticated
class PinResource {

    private final Access access;
    private final MessageHistory messageHistory;
    private final CurrentUser currentUser;

    PinResource(Access access, MessageHistory messageHistory, CurrentUser currentUser) {
        this.access = access;
        this.messageHistory = messageHistory;
        this.currentUser = currentUser;
    }

    @GET
    @Operation(summary = "List pinned messages")
    public KeysetPage<MessageView> listPins(
            @RestPath long id, @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after) {
        access.version(currentUser.id(), id);
        return messageHistory.pinned(id, after.strip());
    }
}
