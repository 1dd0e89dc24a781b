package chat.parley.auth.email;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.ratelimit.NotRateLimited;

/** {@code /api/verified-addresses}: confirms an email address with the token from a mail. */
@Path("/api/verified-addresses")
@PermitAll
public class EmailVerificationResource {

    private final EmailVerification emailVerification;

    EmailVerificationResource(EmailVerification emailVerification) {
        this.emailVerification = emailVerification;
    }

    /** Says that the address to which this token was mailed is the account's own. */
    @PUT
    @NotRateLimited("Needs a link that was mailed under a limit, and works once.")
    @Path("/{token}")
    public void confirmEmail(@RestPath String token) {
        emailVerification.confirm(token);
    }
}
