package chat.parley.auth;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.NotRateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/me/sessions}: lists and revokes the own sessions. */
@Path("/api/me/sessions")
@Authenticated
public class OwnSessionsResource {

    private final SessionService sessionService;
    private final CurrentUser currentUser;

    OwnSessionsResource(SessionService sessionService, CurrentUser currentUser) {
        this.sessionService = sessionService;
        this.currentUser = currentUser;
    }

    /** All of them, the last used first. */
    @GET
    public KeysetPage<SessionView> listSessions() {
        return new KeysetPage<>(sessionService.of(currentUser.id(), currentUser.session()), null);
    }

    /** Signs out there. Its sockets close. */
    @DELETE
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/{id}")
    public void endSession(@RestPath long id) {
        if (!sessionService.end(currentUser.id(), id)) {
            throw ApiException.notFound(ProblemMessages::noSuchSession);
        }
    }

    /** Signs out everywhere, also here, and revokes all tokens, which is why a program may not. */
    @DELETE
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    public void endAllSessions() {
        currentUser.requireBrowser();
        sessionService.endAll(currentUser.id());
    }
}
