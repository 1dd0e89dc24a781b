package chat.parley.page;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.Problem.Violation;
import chat.parley.account.AccountChange;
import chat.parley.account.Me;
import chat.parley.account.PasswordChange;
import chat.parley.account.SessionView;
import chat.parley.account.Sessions;
import chat.parley.account.SignUp;
import chat.parley.account.SignedIn;
import chat.parley.account.Viewer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/** One's own account, as plain forms that need no script: the password, the address, and where one is signed in. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class SettingsPage {

    /** What the page says after a change, by what stands in its address. */
    private static final Map<String, String> DONE = Map.of(
            "password", "Your password is changed, and you are signed out everywhere else.",
            "address", "Your address is changed. Follow the link that we have mailed to the new one.");

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance settings(Me me, List<SessionView> sessions, String done, String problem,
                List<Violation> violations);
    }

    private final Sessions sessions;
    private final SignUp accounts;
    private final Viewer viewer;
    private final Forms forms;

    SettingsPage(Sessions sessions, SignUp accounts, Viewer viewer, Forms forms) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.viewer = viewer;
        this.forms = forms;
    }

    @GET
    public Response show(@RestQuery @DefaultValue("") String done) {
        return viewer.signedIn().map(me -> Response.ok(page(me, DONE.get(done), null, List.of())).build())
                .orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changePassword(@RestForm String current, @RestForm String replacement) {
        var change = new PasswordChange(current, replacement);
        return viewer.signedIn().map(me -> changed(me, "password", change,
                () -> sessions.changePassword(me.account(), me.session(), change))).orElseGet(SettingsPage::toSignIn);
    }

    @POST
    @Path("/address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changeAddress(@RestForm @DefaultValue("") String email, @RestForm String password) {
        var change = new AccountChange(null, email.strip(), password);
        return viewer.signedIn().map(me -> changed(me, "address", change, () -> accounts.change(me.account(), change)))
                .orElseGet(SettingsPage::toSignIn);
    }

    /** One that is over already is where they wanted it to be. */
    @POST
    @Path("/sessions/{id}/end")
    public Response end(@RestPath long id) {
        viewer.signedIn().ifPresent(me -> sessions.end(me.account(), id));
        return Forms.seeOther("/settings");
    }

    @POST
    @Path("/sign-out-everywhere")
    public Response endAll() {
        viewer.signedIn().ifPresent(me -> sessions.endAll(me.account()));
        return toSignIn();
    }

    private Response changed(SignedIn me, String what, Object change, Runnable act) {
        return forms.refused(change, act)
                .map(refusal -> Forms.again(refusal, page(me, null, Forms.problem(refusal), refusal.problem().violations())))
                .orElseGet(() -> Forms.seeOther("/settings?done=" + what));
    }

    private TemplateInstance page(SignedIn me, String done, String problem, List<Violation> violations) {
        return Templates.settings(Me.of(accounts.own(me.account()), null), sessions.of(me.account(), me.session()), done, problem,
                violations);
    }

    private static Response toSignIn() {
        return Forms.seeOther("/login");
    }
}
