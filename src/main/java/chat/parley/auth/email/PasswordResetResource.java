package chat.parley.auth.email;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.http.ClientNetwork;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.vertx.core.http.HttpServerRequest;

/** {@code /api/password-resets}: resets a forgotten password by mail. */
@Path("/api/password-resets")
@Tag(name = "Account")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
class PasswordResetResource {

    private final PasswordResetService passwordResets;

    PasswordResetResource(PasswordResetService passwordResets) {
        this.passwordResets = passwordResets;
    }

    /** Responds with the same status after the same time, whether or not an account has the address. */
    @POST
    @Operation(
            summary = "Request a password reset",
            description = "Mails a link that works once within 30 minutes. The response is the same whether the "
                    + "address is known or not.")
    @RateLimited(inCode = {RateLimit.PASSWORD_RESET, RateLimit.RESET_MAIL})
    @ResponseStatus(202)
    public void requestPasswordReset(
            @NotNull @Valid PasswordResetService.PasswordResetRequest reset, HttpServerRequest request) {
        passwordResets.requestReset(reset.email(), ClientNetwork.of(request));
    }

    @PUT
    @Operation(
            summary = "Reset a password",
            description = "Sets a new password and revokes all sessions of the account. 410 if the token is used, "
                    + "expired or unknown.")
    @RateLimited(inCode = RateLimit.NEW_PASSWORD)
    @Path("/{token}")
    public void completePasswordReset(
            @RestPath String token, @NotNull @Valid PasswordResetService.NewPassword newPassword) {
        passwordResets.resetPassword(token, newPassword.password());
    }
}
