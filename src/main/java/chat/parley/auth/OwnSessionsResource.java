package chat.parley.auth;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.http.KeysetPage;
import chat.parley.i18n.UserLocale;
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
    private final UserLocale userLocale;

    OwnSessionsResource(SessionService sessionService, CurrentUser currentUser, UserLocale userLocale) {
        this.sessionService = sessionService;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    /** All of them, the last used first. */
    @GET
    public KeysetPage<SessionView> listSessions() {
        var sessions = sessionService.of(currentUser.id(), currentUser.session(), userLocale.language());
        return new KeysetPage<>(sessions, null);
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
