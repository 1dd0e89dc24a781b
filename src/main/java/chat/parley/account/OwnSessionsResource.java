package chat.parley.account;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.Listing;
import chat.parley.NoFanOut;
import chat.parley.ProblemWords;
import chat.parley.Refusal;
import io.quarkus.security.Authenticated;

/** {@code /api/me/sessions}: where one is signed in. */
@Path("/api/me/sessions")
@Authenticated
public class OwnSessionsResource {

    private final Sessions sessions;
    private final Viewer viewer;

    OwnSessionsResource(Sessions sessions, Viewer viewer) {
        this.sessions = sessions;
        this.viewer = viewer;
    }

    /** All of them, the last used first. */
    @GET
    public Listing<SessionView> list() {
        return new Listing<>(sessions.of(viewer.id(), viewer.session()), null);
    }

    /** Signs out there. Its sockets close. */
    @DELETE
    @NoFanOut("Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/{id}")
    public void end(@RestPath long id) {
        if (!sessions.end(viewer.id(), id)) {
            throw Refusal.notFound(ProblemWords::noSuchSession);
        }
    }

    /** Signs out everywhere, also here, and revokes all tokens, which is why a program may not. */
    @DELETE
    @NoFanOut("Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    public void endAll() {
        viewer.requireBrowser();
        sessions.endAll(viewer.id());
    }
}
