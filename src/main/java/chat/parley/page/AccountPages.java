package chat.parley.page;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.NewAccount;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.Device;
import chat.parley.auth.LoginRedirect;
import chat.parley.auth.SessionCookie;
import chat.parley.auth.SessionService;
import chat.parley.auth.signup.AccountService;
import chat.parley.auth.signup.SignUpPolicy;
import chat.parley.http.ClientNetwork;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.Problem.Violation;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/** The sign-in and sign-up pages: plain forms that need no script. */
@Path("/")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class AccountPages {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance login(String problem, String done, String username, String next);

        static native TemplateInstance signup(
                String problem,
                List<Violation> violations,
                String username,
                String displayName,
                String email,
                String invitation,
                boolean admitted,
                boolean first,
                String setupToken,
                String next);
    }

    private final AccountService accounts;
    private final SignUpPolicy signUpPolicy;
    private final SessionService sessionService;
    private final SessionCookie cookie;
    private final RateLimiter rateLimiter;
    private final Forms forms;
    private final CurrentUser currentUser;
    private final TemplateLocale templateLocale;

    AccountPages(
            AccountService accounts,
            SignUpPolicy signUpPolicy,
            SessionService sessionService,
            SessionCookie cookie,
            RateLimiter rateLimiter,
            Forms forms,
            CurrentUser currentUser,
            TemplateLocale templateLocale) {
        this.accounts = accounts;
        this.signUpPolicy = signUpPolicy;
        this.sessionService = sessionService;
        this.cookie = cookie;
        this.rateLimiter = rateLimiter;
        this.forms = forms;
        this.currentUser = currentUser;
        this.templateLocale = templateLocale;
    }

    @GET
    @Operation(summary = "Show the sign-in page")
    @Path("/login")
    public TemplateInstance login(UriInfo asked) {
        var shown = asked.getQueryParameters();
        var words = templateLocale.words(AccountMessages.class);
        return Templates.login(
                shown.containsKey("error") ? words.wrongCredentials() : null,
                shown.containsKey("reset") ? words.newPasswordSaved() : null,
                "",
                onward(shown.getFirst("next")));
    }

    /** @param setup the setup token of an empty server, which the link in its log holds */
    @GET
    @Operation(summary = "Show the sign-up page")
    @Path("/signup")
    public TemplateInstance signup(
            @RestQuery @DefaultValue("") @PlainText String invitation,
            @RestQuery @DefaultValue("") @PlainText String setup,
            @RestQuery String next) {
        return Templates.signup(
                null,
                List.of(),
                "",
                "",
                "",
                invitation,
                signUpPolicy.admits(invitation),
                signUpPolicy.requiresSetupToken(),
                setup,
                onward(next));
    }

    /** Makes the account and signs it in, or shows the form again with what is wrong. */
    @POST
    @Operation(summary = "Submit the sign-up form")
    @RateLimited(inCode = RateLimit.SIGN_UP)
    @Path("/signup")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signUp(
            @RestForm String username,
            @RestForm String password,
            @RestForm String displayName,
            @RestForm String email,
            @RestForm String invitation,
            @RestForm String setupToken,
            @RestForm String next,
            HttpServerRequest request) {
        var wanted = new NewAccount(
                stripped(username),
                password,
                stripped(displayName),
                given(email),
                given(invitation),
                given(setupToken));
        var answer = Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, LoginRedirect.path(next));
        return forms.refused(wanted, () -> {
                    rateLimiter.take(RateLimit.SIGN_UP, ClientNetwork.of(request));
                    var account =
                            accounts.signUp(wanted, Language.asked(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
                    sessionService
                            .begin(account, Device.of(request.getHeader(HttpHeaders.USER_AGENT)))
                            .ifPresent(token -> {
                                sessionService.replaced(currentUser.signedIn());
                                answer.cookie(cookie.write(request, token));
                            });
                })
                .map(refusal -> again(refusal, wanted, next))
                .orElseGet(answer::build);
    }

    private Response again(ApiException refusal, NewAccount wanted, String next) {
        return Forms.again(
                refusal,
                Templates.signup(
                        forms.problem(refusal),
                        forms.violations(refusal),
                        text(wanted.username()),
                        text(wanted.displayName()),
                        text(wanted.email()),
                        text(wanted.invitation()),
                        signUpPolicy.admits(wanted.invitation()),
                        signUpPolicy.requiresSetupToken(),
                        text(wanted.setupToken()),
                        onward(next)));
    }

    /** What the form brings along: empty where one goes to the chat afterwards. */
    private static String onward(String asked) {
        var path = LoginRedirect.path(asked);
        return path.equals("/") ? "" : path;
    }

    private static String stripped(String text) {
        return text == null ? null : text.strip();
    }

    /** A field left empty is no address. */
    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
