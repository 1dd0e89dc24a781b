package chat.parley.page.account;

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

import chat.parley.account.SignUpRequest;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.Device;
import chat.parley.auth.LoginRedirect;
import chat.parley.auth.SessionCookie;
import chat.parley.auth.SessionService;
import chat.parley.auth.signup.AccountService;
import chat.parley.auth.signup.SignUpPolicy;
import chat.parley.http.ClientNetwork;
import chat.parley.i18n.Language;
import chat.parley.page.Forms;
import chat.parley.page.TemplateLocale;
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
class AccountPages {

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
    public TemplateInstance login(UriInfo uriInfo) {
        var shown = uriInfo.getQueryParameters();
        var words = templateLocale.words(AccountMessages.class);
        return Templates.login(
                shown.containsKey("error") ? words.wrongCredentials() : null,
                shown.containsKey("reset") ? words.newPasswordSaved() : null,
                "",
                nextField(shown.getFirst("next")));
    }

    /**
     * Shows the sign-up form.
     *
     * @param setup the setup token of an empty server, from the link in its log
     */
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
                signUpPolicy.allows(invitation),
                signUpPolicy.requiresSetupToken(),
                setup,
                nextField(next));
    }

    /** Creates the account and signs it in, or shows the form again with the errors. */
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
        var account = new SignUpRequest(
                stripped(username),
                password,
                stripped(displayName),
                textOrNull(email),
                textOrNull(invitation),
                textOrNull(setupToken));
        var response =
                Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, LoginRedirect.path(next));
        return forms.run(account, () -> {
                    rateLimiter.acquire(RateLimit.SIGN_UP, ClientNetwork.of(request));
                    var created = accounts.signUp(
                            account, Language.fromAcceptLanguage(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
                    sessionService
                            .create(created, Device.of(request.getHeader(HttpHeaders.USER_AGENT)))
                            .ifPresent(token -> {
                                sessionService.revokePrevious(currentUser.signedIn());
                                response.cookie(cookie.write(request, token));
                            });
                })
                .map(error -> showAgain(error, account, next))
                .orElseGet(response::build);
    }

    private Response showAgain(ApiException error, SignUpRequest account, String next) {
        return Forms.showAgain(
                error,
                Templates.signup(
                        forms.problem(error),
                        forms.violations(error),
                        text(account.username()),
                        text(account.displayName()),
                        text(account.email()),
                        text(account.invitation()),
                        signUpPolicy.allows(account.invitation()),
                        signUpPolicy.requiresSetupToken(),
                        text(account.setupToken()),
                        nextField(next)));
    }

    /** The value of the field {@code next}; empty if the target is the chat. */
    private static String nextField(String requested) {
        var path = LoginRedirect.path(requested);
        return path.equals("/") ? "" : path;
    }

    private static String stripped(String text) {
        return text == null ? null : text.strip();
    }

    /** Returns null for an empty field. */
    private static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
