package chat.parley.auth;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.NotRateLimited;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/**
 * {@code /api/me/tokens}: access tokens of the current user. Accepts browser sessions only: a stolen token must not be
 * able to create or list tokens.
 */
@Path("/api/me/tokens")
@Tag(name = "Sessions and tokens")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
class AccessTokenResource {

    private final AccessTokenService tokens;
    private final CurrentUser currentUser;

    AccessTokenResource(AccessTokenService tokens, CurrentUser currentUser) {
        this.tokens = tokens;
        this.currentUser = currentUser;
    }

    /** Creates a token. Only this response contains it. */
    @POST
    @Operation(
            summary = "Create an API token",
            description = "The token is returned once and cannot be read again. Requires a browser session.")
    @RateLimited(inCode = RateLimit.CREATE_TOKEN)
    @ResponseStatus(201)
    public AccessTokenService.CreatedAccessToken createToken(
            @NotNull @Valid AccessTokenService.AccessTokenRequest request) {
        currentUser.requireBrowser();
        return tokens.create(currentUser.id(), currentUser.session(), request.name());
    }

    @GET
    @Operation(summary = "List API tokens", description = "Requires a browser session.")
    public KeysetPage<AccessTokenView> listTokens() {
        currentUser.requireBrowser();
        return new KeysetPage<>(tokens.list(currentUser.id()), null);
    }

    @DELETE
    @Operation(summary = "Revoke an API token", description = "Requires a browser session.")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/{id}")
    public void revokeToken(@RestPath long id) {
        currentUser.requireBrowser();
        if (!tokens.revoke(currentUser.id(), id)) {
            throw ApiException.notFound(ProblemMessages::tokenNotFound);
        }
    }
}
