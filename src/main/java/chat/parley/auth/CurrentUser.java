package chat.parley.auth;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;

/** The user of the current request. */
@RequestScoped
public class CurrentUser {

    private final SecurityIdentity identity;

    CurrentUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The signed-in user; empty for an anonymous request. Only public pages need this. */
    public Optional<AuthenticatedUser> signedIn() {
        return Optional.ofNullable(AuthenticatedUser.of(identity));
    }

    /**
     * The id of the account.
     *
     * @throws UnauthorizedException if nobody is signed in, like all methods below
     */
    public long id() {
        return required().account();
    }

    public String username() {
        return required().username();
    }

    /** The id of the session. */
    public long session() {
        return required().session();
    }

    /** Whether the request has an access token. */
    boolean program() {
        return required().program();
    }

    /**
     * Requires a browser session.
     *
     * @throws ApiException with 403 for a request with an access token
     */
    void requireBrowser() {
        if (program()) {
            throw ApiException.forbidden(ProblemMessages::signInRequiredForTokens);
        }
    }

    public String csrf() {
        return required().csrf();
    }

    public boolean admin() {
        return identity.hasRole("admin");
    }

    private AuthenticatedUser required() {
        return signedIn().orElseThrow(UnauthorizedException::new);
    }
}
