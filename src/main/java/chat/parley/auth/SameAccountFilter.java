package chat.parley.auth;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * Rejects a request if its page was created for another account than the current one. All tabs of a browser share one
 * cookie: after another user signs in in one tab, another tab could otherwise send pending actions in the wrong name.
 */
class SameAccountFilter {

    /** The username of the account for which the request is meant; without it, that of the session. */
    static final String HEADER = "Parley-Account";

    private final CurrentUser currentUser;

    SameAccountFilter(CurrentUser currentUser) {
        this.currentUser = currentUser;
    }

    /**
     * Checks the account. A request without a session passes, and later gets 401.
     *
     * @throws ApiException with 412 if the session belongs to another account
     */
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        var expected = request.getHeaderString(HEADER);
        if (expected != null
                && currentUser
                        .signedIn()
                        .filter(signedIn -> !signedIn.username().equals(expected))
                        .isPresent()) {
            throw ApiException.preconditionFailed(ProblemMessages::wrongAccount);
        }
    }
}
