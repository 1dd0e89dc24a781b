package chat.parley.auth.email;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import chat.parley.ratelimit.NotRateLimited;

/** {@code /api/verified-addresses}: confirms an email address with the token from a mail. */
@Path("/api/verified-addresses")
@Tag(name = "Account")
@PermitAll
class EmailVerificationResource {

    private final EmailVerification emailVerification;

    EmailVerificationResource(EmailVerification emailVerification) {
        this.emailVerification = emailVerification;
    }

    /** Verifies the address to which the token was mailed. */
    @PUT
    @Operation(
            summary = "Verify an email address",
            description =
                    "Uses the token of a link that was mailed to the address. 410 if it is used, expired or unknown.")
    @NotRateLimited("Needs a link that was mailed under a limit, and works once.")
    @Path("/{token}")
    public void confirmEmail(@RestPath String token) {
        emailVerification.confirm(token);
    }
}
