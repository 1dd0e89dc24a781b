package chat.parley.page;

import java.util.Arrays;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
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

import chat.parley.Listing;
import chat.parley.Readable;
import chat.parley.Refusal;
import chat.parley.account.AccountView;
import chat.parley.account.Act;
import chat.parley.account.Administration;
import chat.parley.account.AuditEntryView;
import chat.parley.account.AuditLog;
import chat.parley.account.Viewer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/** What administrators see and do, as plain forms that need no script. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
@Blocking
public class AdminPage {

    private static final int PAGE = 25;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance people(Listing<AccountView> people, String q, String me);

        static native TemplateInstance audit(Listing<AuditEntryView> entries, List<String> acts, String who, String act);
    }

    private final Administration administration;
    private final AuditLog audit;
    private final Viewer viewer;

    AdminPage(Administration administration, AuditLog audit, Viewer viewer) {
        this.administration = administration;
        this.audit = audit;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance people(@RestQuery @DefaultValue("") @Readable @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @Readable @Size(max = 100) String after) {
        return Templates.people(administration.page(q.strip(), after, PAGE), q, viewer.username());
    }

    /** What is done stands in the button that was pressed. */
    @POST
    @Path("/people/{username}")
    public Response act(@RestPath @Readable String username, @RestForm @DefaultValue("") String act) {
        var by = viewer.username();
        switch (act) {
            case "disable" -> administration.disable(by, username);
            case "enable" -> administration.enable(by, username);
            case "make-administrator" -> administration.makeAdministrator(by, username);
            case "make-user" -> administration.makeUser(by, username);
            case "sign-out" -> administration.signOut(by, username);
            case "send-reset" -> administration.sendReset(by, username);
            default -> throw Refusal.badInput("act", "is nothing that can be done");
        }
        return Forms.seeOther("/admin?q=" + username);
    }

    @GET
    @Path("/audit")
    public TemplateInstance audit(@RestQuery @DefaultValue("") @Readable @Size(max = 100) String who,
            @RestQuery @DefaultValue("") @Readable @Size(max = 100) String act,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        return Templates.audit(audit.page(who.strip(), act, after, PAGE), Arrays.stream(Act.values()).map(Act::id).toList(), who, act);
    }
}
