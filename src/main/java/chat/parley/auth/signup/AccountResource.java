package chat.parley.auth.signup;

import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import chat.parley.account.Account;
import chat.parley.account.AccountChange;
import chat.parley.account.Me;
import chat.parley.account.SignUpRequest;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.SessionService;
import chat.parley.auth.password.PasswordChange;
import chat.parley.http.ClientNetwork;
import chat.parley.i18n.Language;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.security.Authenticated;
import io.vertx.core.http.HttpServerRequest;

/** {@code /api/accounts} and {@code /api/me}: sign-up and the own account. */
@Path("/api")
@Tag(name = "Account")
@Consumes(MediaType.APPLICATION_JSON)
class AccountResource {

    private final AccountService accounts;
    private final SessionService sessionService;
    private final RateLimiter rateLimiter;
    private final CurrentUser currentUser;

    AccountResource(
            AccountService accounts, SessionService sessionService, RateLimiter rateLimiter, CurrentUser currentUser) {
        this.accounts = accounts;
        this.sessionService = sessionService;
        this.rateLimiter = rateLimiter;
        this.currentUser = currentUser;
    }

    @POST
    @Operation(
            summary = "Sign up",
            description = "Creates an account. The first account of a server becomes its administrator and requires "
                    + "the setup token.")
    @RateLimited(inCode = RateLimit.SIGN_UP)
    @Path("/accounts")
    @PermitAll
    @APIResponse(
            responseCode = "201",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Me.class)))
    public Response signUp(@NotNull @Valid SignUpRequest newAccount, HttpServerRequest request) {
        rateLimiter.acquire(RateLimit.SIGN_UP, ClientNetwork.of(request));
        var account = accounts.signUp(
                newAccount, Language.fromAcceptLanguage(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        return Response.status(Response.Status.CREATED)
                .entity(Me.of(account, null))
                .build();
    }

    @GET
    @Operation(summary = "Get your account")
    @Path("/me")
    @Authenticated
    @Transactional
    public Me getMe() {
        return Me.of(Account.findById(currentUser.id()), currentUser.csrf());
    }

    @PATCH
    @Operation(
            summary = "Update your account",
            description = "Fields that are missing stay as they are. To change a verified email address, `password` "
                    + "is required.")
    @RateLimited(inCode = {RateLimit.CHANGE_PROFILE, RateLimit.ADDRESS_MAIL})
    @Path("/me")
    @Authenticated
    public Me updateMe(@NotNull @Valid AccountChange change) {
        return Me.of(accounts.update(currentUser.id(), change), currentUser.csrf());
    }

    @PUT
    @Operation(summary = "Change your password", description = "Revokes all other sessions.")
    @RateLimited(inCode = {RateLimit.SIGN_IN_FAILURE, RateLimit.NEW_PASSWORD})
    @Path("/me/password")
    @Authenticated
    public void changePassword(@NotNull @Valid PasswordChange change) {
        sessionService.changePassword(currentUser.id(), currentUser.session(), change);
    }
}
