package chat.parley.auth;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;

import chat.parley.account.Account;
import chat.parley.account.SignUpRequest;
import chat.parley.http.ClientNetwork;
import chat.parley.ratelimit.NotRateLimited;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.vertx.core.http.HttpServerRequest;

/** Sign-in and sign-out. Both respond with a redirect, so that plain forms work without a script. */
@Path("/")
@Tag(name = "Sessions and tokens")
@PermitAll
class SessionResource {

    private final SessionService sessionService;
    private final SessionCookie cookie;
    private final CurrentUser currentUser;

    SessionResource(SessionService sessionService, SessionCookie cookie, CurrentUser currentUser) {
        this.sessionService = sessionService;
        this.cookie = cookie;
        this.currentUser = currentUser;
    }

    @POST
    @Operation(summary = "Sign in", description = "Sets the session cookie.")
    @RateLimited(inCode = {RateLimit.SIGN_IN_ADDRESS, RateLimit.SIGN_IN_FAILURE, RateLimit.SIGN_IN_ACCOUNT})
    @Path("/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @APIResponse(
            responseCode = "303",
            description =
                    "Redirects to the chat or to the invitation link in `next`, and after a failure to /login?error")
    public Response signIn(
            @RestForm String username, @RestForm String password, @RestForm String next, HttpServerRequest request) {
        var failure = "/login?error" + LoginRedirect.parameter(next, "&");
        if (!plausible(username, password)) {
            return seeOther(failure).build();
        }
        return sessionService
                .signIn(
                        username.strip(),
                        password,
                        ClientNetwork.of(request),
                        Device.of(request.getHeader(HttpHeaders.USER_AGENT)))
                .map(token -> {
                    sessionService.revokePrevious(currentUser.signedIn());
                    return seeOther(LoginRedirect.path(next)).cookie(cookie.write(request, token));
                })
                .orElseGet(() -> seeOther(failure))
                .build();
    }

    /** Signs out; also allowed without a session. It does not revoke access tokens. */
    @POST
    @Operation(summary = "Sign out", description = "Revokes the session and removes its cookie.")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/logout")
    @APIResponse(responseCode = "303", description = "Redirects to /login")
    public Response signOut(@Context HttpServerRequest request) {
        sessionService.revokePrevious(currentUser.signedIn());
        return seeOther("/login").cookie(cookie.clear(request)).build();
    }

    private static boolean plausible(String username, String password) {
        return username != null
                && username.strip().matches(Account.USERNAME)
                && password != null
                && password.length() <= SignUpRequest.PASSWORD_MAX;
    }

    /** Redirects to a path without a host, because the public host and scheme may be unknown behind a proxy. */
    private static Response.ResponseBuilder seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }
}
