package chat.parley.auth;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.http.KeysetPage;
import chat.parley.i18n.UserLocale;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.NotRateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/me/sessions}: lists and revokes the own sessions. */
@Path("/api/me/sessions")
@Tag(name = "Sessions and tokens")
@Authenticated
class OwnSessionsResource {

    private final SessionService sessionService;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    OwnSessionsResource(SessionService sessionService, CurrentUser currentUser, UserLocale userLocale) {
        this.sessionService = sessionService;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    /** Lists the browser sessions, most recently used first. */
    @GET
    @Operation(summary = "List active sessions")
    public KeysetPage<SessionView> listSessions() {
        var sessions = sessionService.list(currentUser.id(), currentUser.session(), userLocale.language());
        return new KeysetPage<>(sessions, null);
    }

    /** Revokes a session and closes its sockets. */
    @DELETE
    @Operation(summary = "Revoke a session", description = "Its sockets are closed.")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/{id}")
    public void endSession(@RestPath long id) {
        if (!sessionService.revoke(currentUser.id(), id)) {
            throw ApiException.notFound(ProblemMessages::sessionNotFound);
        }
    }

    /** Revokes all sessions and tokens, including the current session. Requires a browser session. */
    @DELETE
    @Operation(
            summary = "Revoke all sessions",
            description = "Also the current one, and all API tokens. Requires a browser session.")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    public void endAllSessions() {
        currentUser.requireBrowser();
        sessionService.revokeAll(currentUser.id());
    }
}
