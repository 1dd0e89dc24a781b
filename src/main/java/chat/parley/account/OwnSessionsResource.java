package chat.parley.account;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.ApiException;
import chat.parley.KeysetPage;
import chat.parley.NotRateLimited;
import chat.parley.ProblemMessages;
import io.quarkus.security.Authenticated;

/** {@code /api/me/sessions}: where one is signed in. */
@Path("/api/me/sessions")
@Authenticated
public class OwnSessionsResource {

    private final SessionService sessions;
    private final CurrentUser viewer;

    OwnSessionsResource(SessionService sessions, CurrentUser viewer) {
        this.sessions = sessions;
        this.viewer = viewer;
    }

    /** All of them, the last used first. */
    @GET
    public KeysetPage<SessionView> list() {
        return new KeysetPage<>(sessions.of(viewer.id(), viewer.session()), null);
    }

    /** Signs out there. Its sockets close. */
    @DELETE
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/{id}")
    public void end(@RestPath long id) {
        if (!sessions.end(viewer.id(), id)) {
            throw ApiException.notFound(ProblemMessages::noSuchSession);
        }
    }

    /** Signs out everywhere, also here, and revokes all tokens, which is why a program may not. */
    @DELETE
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    public void endAll() {
        viewer.requireBrowser();
        sessions.endAll(viewer.id());
    }
}
