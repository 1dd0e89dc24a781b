package chat.parley.page;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.AccountChange;
import chat.parley.account.Me;
import chat.parley.auth.AccessTokenService;
import chat.parley.auth.AccessTokenService.AccessTokenRequest;
import chat.parley.auth.AccessTokenService.CreatedAccessToken;
import chat.parley.auth.AccessTokenView;
import chat.parley.auth.AuthenticatedUser;
import chat.parley.auth.CurrentUser;
import chat.parley.auth.SessionService;
import chat.parley.auth.SessionView;
import chat.parley.auth.password.PasswordChange;
import chat.parley.auth.signup.AccountService;
import chat.parley.avatar.AvatarForm;
import chat.parley.avatar.AvatarService;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.problem.Problem.Violation;
import chat.parley.ratelimit.NotRateLimited;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/**
 * The settings of the account, as plain forms that need no script: profile, password, address, sessions and access
 * tokens.
 */
@Path("/settings")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
class SettingsPage {

    /** The messages after a change, by the query parameter {@code done}. */
    private static final Map<String, Function<SettingsMessages, String>> DONE = Map.of(
            "name", SettingsMessages::nameSaved,
            "picture", SettingsMessages::pictureSaved,
            "no-picture", SettingsMessages::pictureRemoved,
            "password", SettingsMessages::passwordChanged,
            "address", SettingsMessages::emailChanged,
            "language", SettingsMessages::languageSaved,
            "visibility", SettingsMessages::privacySaved,
            "look", SettingsMessages::appearanceSaved);

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance settings(
                Me me,
                List<SessionView> sessions,
                List<AccessTokenView> tokens,
                CreatedAccessToken made,
                List<Language> languages,
                String done,
                String problem,
                List<Violation> violations);
    }

    private final SessionService sessions;
    private final AccessTokenService tokens;
    private final AccountService accounts;
    private final AvatarService picture;
    private final RateLimiter rateLimiter;
    private final CurrentUser currentUser;
    private final Forms forms;
    private final TemplateLocale templateLocale;

    SettingsPage(
            SessionService sessions,
            AccessTokenService tokens,
            AccountService accounts,
            AvatarService picture,
            RateLimiter rateLimiter,
            CurrentUser currentUser,
            Forms forms,
            TemplateLocale templateLocale) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.picture = picture;
        this.rateLimiter = rateLimiter;
        this.currentUser = currentUser;
        this.forms = forms;
        this.templateLocale = templateLocale;
    }

    @GET
    @Operation(summary = "Show the settings")
    public Response show(@RestQuery @DefaultValue("") String done) {
        return browser()
                .map(me -> Response.ok(page(me, null, message(done), null, List.of()))
                        .build())
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Save the display name")
    @RateLimited(inCode = RateLimit.CHANGE_PROFILE)
    @Path("/name")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeName(@RestForm @DefaultValue("") String displayName) {
        var change = new AccountChange(displayName, null, null, null, null, null);
        return browser()
                .map(me -> changed(me, "name", change, () -> accounts.update(me.account(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Save the profile picture")
    @RateLimited(inCode = {RateLimit.UPLOAD, RateLimit.CHANGE_PROFILE})
    @Path("/picture")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = AvatarForm.class)))
    public Response changePicture(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body) {
        return browser()
                .map(me -> redirectOrShow(me, "picture", forms.run(() -> {
                    rateLimiter.acquire(RateLimit.UPLOAD, me.account());
                    picture.receive(me.account(), contentType, body);
                })))
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Remove the profile picture")
    @RateLimited(inCode = RateLimit.CHANGE_PROFILE)
    @Path("/picture/remove")
    public Response removePicture() {
        return browser()
                .map(me -> redirectOrShow(me, "no-picture", forms.run(() -> picture.remove(me.account()))))
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Change the password")
    @RateLimited(inCode = {RateLimit.SIGN_IN_FAILURE, RateLimit.NEW_PASSWORD})
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changePassword(@RestForm String current, @RestForm String replacement) {
        var change = new PasswordChange(current, replacement);
        return browser()
                .map(me -> changed(
                        me, "password", change, () -> sessions.changePassword(me.account(), me.session(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Save the email address")
    @RateLimited(inCode = {RateLimit.CHANGE_PROFILE, RateLimit.ADDRESS_MAIL})
    @Path("/address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeAddress(@RestForm @DefaultValue("") String email, @RestForm String password) {
        var change = new AccountChange(null, email.strip(), null, null, null, password);
        return browser()
                .map(me -> changed(me, "address", change, () -> accounts.update(me.account(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Save the language")
    @RateLimited(inCode = RateLimit.CHANGE_PROFILE)
    @Path("/language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeLanguage(@RestForm @DefaultValue("") String language) {
        var change = new AccountChange(null, null, Language.fromAcceptLanguage(language), null, null, null);
        return browser()
                .map(me -> changed(me, "language", change, () -> accounts.update(me.account(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    /** Browsers do not send unchecked boxes, so a missing value means false. */
    @POST
    @Operation(summary = "Save the privacy settings")
    @RateLimited(inCode = RateLimit.CHANGE_PROFILE)
    @Path("/visibility")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeVisibility(@RestForm String presence, @RestForm String typing) {
        var change = new AccountChange(null, null, null, presence != null, typing != null, null);
        return browser()
                .map(me -> changed(me, "visibility", change, () -> accounts.update(me.account(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    /** Responds without a redirect, because only this response contains the token. */
    @POST
    @Operation(summary = "Create an API token")
    @RateLimited(inCode = RateLimit.CREATE_TOKEN)
    @Path("/tokens")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response makeToken(@RestForm @DefaultValue("") String name) {
        return browser()
                .map(me -> {
                    var made = new AtomicReference<CreatedAccessToken>();
                    return forms.run(
                                    new AccessTokenRequest(name),
                                    () -> made.set(tokens.create(me.account(), me.session(), name)))
                            .map(error -> showAgain(me, error))
                            .orElseGet(() -> Response.status(201)
                                    .entity(page(me, made.get(), null, null, List.of()))
                                    .build());
                })
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Operation(summary = "Revoke an API token")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/tokens/{id}/revoke")
    public Response revokeToken(@RestPath long id) {
        browser().ifPresent(me -> tokens.revoke(me.account(), id));
        return Forms.seeOther("/settings");
    }

    /** Revokes a session; does nothing if it has ended. */
    @POST
    @Operation(summary = "Revoke a session")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/sessions/{id}/end")
    public Response end(@RestPath long id) {
        browser().ifPresent(me -> sessions.revoke(me.account(), id));
        return Forms.seeOther("/settings");
    }

    @POST
    @Operation(summary = "Sign out everywhere")
    @NotRateLimited(
            "Closes only sockets of the account itself, and only as many sessions as it has begun under limits.")
    @Path("/sign-out-everywhere")
    public Response endAll() {
        browser().ifPresent(me -> sessions.revokeAll(me.account()));
        return toSignIn();
    }

    /** The user of a browser session; empty for access tokens, which use the API. */
    private Optional<AuthenticatedUser> browser() {
        return currentUser.signedIn().filter(me -> !me.program());
    }

    private String message(String done) {
        return Optional.ofNullable(DONE.get(done))
                .map(text -> text.apply(templateLocale.words(SettingsMessages.class)))
                .orElse(null);
    }

    private Response changed(AuthenticatedUser me, String what, Object change, Runnable act) {
        return redirectOrShow(me, what, forms.run(change, act));
    }

    private Response redirectOrShow(AuthenticatedUser me, String what, Optional<ApiException> failure) {
        return failure.map(error -> showAgain(me, error)).orElseGet(() -> Forms.seeOther("/settings?done=" + what));
    }

    private Response showAgain(AuthenticatedUser me, ApiException error) {
        return Forms.showAgain(error, page(me, null, null, forms.problem(error), forms.violations(error)));
    }

    private TemplateInstance page(
            AuthenticatedUser me, CreatedAccessToken made, String done, String problem, List<Violation> violations) {
        return Templates.settings(
                Me.of(accounts.find(me.account()), null),
                sessions.list(me.account(), me.session(), me.language()),
                tokens.list(me.account()),
                made,
                List.of(Language.values()),
                done,
                problem,
                violations);
    }

    private static Response toSignIn() {
        return Forms.seeOther("/login");
    }
}
