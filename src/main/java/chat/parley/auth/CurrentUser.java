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

    /** None for someone who has not signed in, which only pages open to everyone ask. */
    public Optional<AuthenticatedUser> signedIn() {
        return Optional.ofNullable(AuthenticatedUser.of(identity));
    }

    /** The account's id. */
    public long id() {
        return known().account();
    }

    public String username() {
        return known().username();
    }

    /** The session's id. */
    public long session() {
        return known().session();
    }

    /** Whether a program asks for them. */
    public boolean program() {
        return known().program();
    }

    /** @throws ApiException with 403 for a program, whatever its owner may do */
    void requireBrowser() {
        if (program()) {
            throw ApiException.forbidden(ProblemMessages::tokensBySignInOnly);
        }
    }

    public String csrf() {
        return known().csrf();
    }

    public boolean admin() {
        return identity.hasRole("admin");
    }

    private AuthenticatedUser known() {
        return signedIn().orElseThrow(UnauthorizedException::new);
    }
}
