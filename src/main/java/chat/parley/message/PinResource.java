package chat.parley.message;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.KeysetPage;
import chat.parley.PlainText;
import chat.parley.account.CurrentUser;
import chat.parley.room.Access;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/pins}: the messages that are pinned to a room, the latest first; there are 100 at most. */
@Path("/api/rooms/{id}/pins")
@Authenticated
public class PinResource {

    private final Access access;
    private final MessageHistory history;
    private final CurrentUser viewer;

    PinResource(Access access, MessageHistory history, CurrentUser viewer) {
        this.access = access;
        this.history = history;
        this.viewer = viewer;
    }

    @GET
    public KeysetPage<MessageView> list(
            @RestPath long id, @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after) {
        access.version(viewer.id(), id);
        return history.pinned(id, after.strip());
    }
}
