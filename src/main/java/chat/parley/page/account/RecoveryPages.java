package chat.parley.page.account;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.email.AccountMail;
import chat.parley.auth.email.EmailVerification;
import chat.parley.auth.email.PasswordResetService;
import chat.parley.auth.email.PasswordResetService.NewPassword;
import chat.parley.auth.email.PasswordResetService.PasswordResetRequest;
import chat.parley.http.ClientNetwork;
import chat.parley.page.Forms;
import chat.parley.problem.Problem.Violation;
import chat.parley.ratelimit.NotRateLimited;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/**
 * The pages to reset a password and to verify an email address, as plain forms. Opening a link changes nothing,
 * because mail scanners open links, too.
 */
@Path("/")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
class RecoveryPages {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance forgotPassword(
                boolean canSendMail, boolean sent, String problem, List<Violation> violations, String email);

        static native TemplateInstance resetPassword(
                boolean linkValid, String token, String problem, List<Violation> violations);

        static native TemplateInstance verifyEmail(boolean linkValid, boolean done, String token);
    }

    private final PasswordResetService passwordResets;
    private final EmailVerification emailVerification;
    private final AccountMail mail;
    private final Forms forms;

    RecoveryPages(
            PasswordResetService passwordResets, EmailVerification emailVerification, AccountMail mail, Forms forms) {
        this.passwordResets = passwordResets;
        this.emailVerification = emailVerification;
        this.mail = mail;
        this.forms = forms;
    }

    @GET
    @Operation(summary = "Show the password reset request")
    @Path("/forgot-password")
    public TemplateInstance showForgotPassword() {
        return Templates.forgotPassword(mail.isConfigured(), false, null, List.of(), "");
    }

    @POST
    @Operation(summary = "Request a password reset")
    @RateLimited(inCode = {RateLimit.PASSWORD_RESET, RateLimit.RESET_MAIL})
    @Path("/forgot-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response requestReset(@RestForm @DefaultValue("") String email, HttpServerRequest request) {
        var address = email.strip();
        return forms.run(
                        new PasswordResetRequest(address),
                        () -> passwordResets.requestReset(address, ClientNetwork.of(request)))
                .map(rejection -> Forms.showAgain(
                        rejection,
                        Templates.forgotPassword(
                                mail.isConfigured(),
                                false,
                                forms.problem(rejection),
                                forms.violations(rejection),
                                address)))
                .orElseGet(
                        () -> Response.ok(Templates.forgotPassword(mail.isConfigured(), true, null, List.of(), address))
                                .build());
    }

    @GET
    @Operation(summary = "Show the password reset form")
    @Path("/reset-password")
    public Response showResetPassword(@RestQuery @DefaultValue("") String token) {
        var linkValid = passwordResets.isValid(token);
        return Response.status(linkValid ? 200 : 410)
                .entity(Templates.resetPassword(linkValid, token, null, List.of()))
                .build();
    }

    /** Saves the new password, and redirects to the sign-in page. */
    @POST
    @Operation(summary = "Submit a new password")
    @RateLimited(inCode = RateLimit.NEW_PASSWORD)
    @Path("/reset-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resetPassword(@RestForm @DefaultValue("") String token, @RestForm String password) {
        return forms.run(new NewPassword(password), () -> passwordResets.resetPassword(token, password))
                .map(rejection -> Forms.showAgain(
                        rejection,
                        Templates.resetPassword(
                                rejection.status() != 410,
                                token,
                                forms.problem(rejection),
                                forms.violations(rejection))))
                .orElseGet(() -> Forms.seeOther("/login?reset"));
    }

    @GET
    @Operation(summary = "Show the email verification")
    @Path("/verify-address")
    public Response showVerifyEmail(@RestQuery @DefaultValue("") String token) {
        var linkValid = emailVerification.isValid(token);
        return Response.status(linkValid ? 200 : 410)
                .entity(Templates.verifyEmail(linkValid, false, token))
                .build();
    }

    @POST
    @Operation(summary = "Verify an email address")
    @NotRateLimited("Needs a link that was mailed under a limit, and works once.")
    @Path("/verify-address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response verifyEmail(@RestForm @DefaultValue("") String token) {
        return forms.run(token, () -> emailVerification.confirm(token))
                .map(rejection -> Forms.showAgain(rejection, Templates.verifyEmail(false, false, token)))
                .orElseGet(() ->
                        Response.ok(Templates.verifyEmail(true, true, token)).build());
    }
}
