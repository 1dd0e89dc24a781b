package chat.parley.page;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.account.SessionView;
import chat.parley.account.Sessions;
import chat.parley.account.SignedIn;
import chat.parley.account.Viewer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/** One's own account, as plain forms that need no script. It tells where one is signed in, and ends it. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
public class SettingsPage {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance settings(SignedIn me, List<SessionView> sessions);
    }

    private final Sessions sessions;
    private final Viewer viewer;

    SettingsPage(Sessions sessions, Viewer viewer) {
        this.sessions = sessions;
        this.viewer = viewer;
    }

    @GET
    public Response show() {
        return viewer.signedIn().map(me -> Response.ok(Templates.settings(me, sessions.of(me.account(), me.session()))).build())
                .orElseGet(() -> seeOther("/login"));
    }

    /** One that is over already is where they wanted it to be. */
    @POST
    @Path("/sessions/{id}/end")
    public Response end(@RestPath long id) {
        viewer.signedIn().ifPresent(me -> sessions.end(me.account(), id));
        return seeOther("/settings");
    }

    @POST
    @Path("/sign-out-everywhere")
    public Response endAll() {
        viewer.signedIn().ifPresent(me -> sessions.endAll(me.account()));
        return seeOther("/login");
    }

    private static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path).build();
    }
}
