package chat.parley.page;

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
import chat.parley.auth.email.PasswordResetResource.Forgotten;
import chat.parley.auth.email.PasswordResetResource.Replacement;
import chat.parley.auth.email.PasswordResets;
import chat.parley.http.ClientNetwork;
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
public class RecoveryPages {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance forgot(
                boolean mails, boolean sent, String problem, List<Violation> violations, String email);

        static native TemplateInstance reset(boolean works, String token, String problem, List<Violation> violations);

        static native TemplateInstance verify(boolean works, boolean done, String token);
    }

    private final PasswordResets resets;
    private final EmailVerification emailVerification;
    private final AccountMail mail;
    private final Forms forms;

    RecoveryPages(PasswordResets resets, EmailVerification emailVerification, AccountMail mail, Forms forms) {
        this.resets = resets;
        this.emailVerification = emailVerification;
        this.mail = mail;
        this.forms = forms;
    }

    @GET
    @Operation(summary = "Show the password reset request")
    @Path("/forgot-password")
    public TemplateInstance forgot() {
        return Templates.forgot(mail.configured(), false, null, List.of(), "");
    }

    @POST
    @Operation(summary = "Request a password reset")
    @RateLimited(inCode = {RateLimit.PASSWORD_RESET, RateLimit.RESET_MAIL})
    @Path("/forgot-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(@RestForm @DefaultValue("") String email, HttpServerRequest request) {
        var address = email.strip();
        return forms.run(new Forgotten(address), () -> resets.ask(address, ClientNetwork.of(request)))
                .map(refusal -> Forms.showAgain(
                        refusal,
                        Templates.forgot(
                                mail.configured(), false, forms.problem(refusal), forms.violations(refusal), address)))
                .orElseGet(() -> Response.ok(Templates.forgot(mail.configured(), true, null, List.of(), address))
                        .build());
    }

    @GET
    @Operation(summary = "Show the password reset form")
    @Path("/reset-password")
    public Response reset(@RestQuery @DefaultValue("") String token) {
        var works = resets.asked(token);
        return Response.status(works ? 200 : 410)
                .entity(Templates.reset(works, token, null, List.of()))
                .build();
    }

    /** Saves the new password, and redirects to the sign-in page. */
    @POST
    @Operation(summary = "Submit a new password")
    @RateLimited(inCode = RateLimit.NEW_PASSWORD)
    @Path("/reset-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response complete(@RestForm @DefaultValue("") String token, @RestForm String password) {
        return forms.run(new Replacement(password), () -> resets.complete(token, password))
                .map(refusal -> Forms.showAgain(
                        refusal,
                        Templates.reset(
                                refusal.status() != 410, token, forms.problem(refusal), forms.violations(refusal))))
                .orElseGet(() -> Forms.seeOther("/login?reset"));
    }

    @GET
    @Operation(summary = "Show the email verification")
    @Path("/verify-address")
    public Response verify(@RestQuery @DefaultValue("") String token) {
        var works = emailVerification.asked(token);
        return Response.status(works ? 200 : 410)
                .entity(Templates.verify(works, false, token))
                .build();
    }

    @POST
    @Operation(summary = "Verify an email address")
    @NotRateLimited("Needs a link that was mailed under a limit, and works once.")
    @Path("/verify-address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@RestForm @DefaultValue("") String token) {
        return forms.run(token, () -> emailVerification.confirm(token))
                .map(refusal -> Forms.showAgain(refusal, Templates.verify(false, false, token)))
                .orElseGet(
                        () -> Response.ok(Templates.verify(true, true, token)).build());
    }
}
