package chat.parley.message;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.Listing;
import chat.parley.account.Viewer;
import chat.parley.room.Access;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/pins}: the messages that are pinned to a room, the latest first; there are 100 at most. */
@Path("/api/rooms/{id}/pins")
@Authenticated
public class PinResource {

    private final Access access;
    private final History history;
    private final Viewer viewer;

    PinResource(Access access, History history, Viewer viewer) {
        this.access = access;
        this.history = history;
        this.viewer = viewer;
    }

    @GET
    public Listing<MessageView> list(@RestPath long id) {
        access.version(viewer.id(), id);
        return new Listing<>(history.pinned(id), null);
    }
}
