package chat.parley.page;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import chat.parley.account.Account;
import chat.parley.account.Me;
import chat.parley.account.People;
import chat.parley.account.Viewer;
import chat.parley.message.History;
import chat.parley.message.MessageView;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/**
 * The chat. A room's position is read before its messages, so that what the page says it holds is never more than what it
 * shows, and the socket's first frame tells what came since.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@Blocking
@Transactional
public class ChatPage {

    private static final int FIRST_PEOPLE = 25;
    private static final int MOST_ROOMS = 100;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance chat(ChatView view);
    }

    private final Viewer viewer;
    private final RoomList rooms;
    private final History history;
    private final People people;

    ChatPage(Viewer viewer, RoomList rooms, History history, People people) {
        this.viewer = viewer;
        this.rooms = rooms;
        this.history = history;
        this.people = people;
    }

    @GET
    public Response latest() {
        return signedIn() ? chat(null) : toSignIn();
    }

    @GET
    @Path("/rooms/{id}")
    public Response room(@RestPath long id) {
        return signedIn() ? chat(id) : toSignIn();
    }

    /** @param wanted the room's id; null for the one that was active last */
    private Response chat(Long wanted) {
        var mine = rooms.mine(viewer.id(), "", "", MOST_ROOMS).items();
        var others = rooms.joinable(viewer.id(), "", MOST_ROOMS).items();
        var room = wanted == null ? first(mine, others) : rooms.one(viewer.id(), wanted).orElse(null);
        var newest = room == null ? new History.Page(List.of(), false) : history.latest(room.id(), room.version(), History.USUAL);
        var listed = people.page("", "", FIRST_PEOPLE);
        var status = wanted != null && room == null ? Response.Status.NOT_FOUND : Response.Status.OK;
        return Response.status(status).entity(Templates.chat(new ChatView(Me.of(Account.findById(viewer.id()), null), mine, others, room,
                newest.items(), newest.more(), listed.items(), listed.next(), MessageView.blank()))).build();
    }

    private static RoomView first(List<RoomView> mine, List<RoomView> others) {
        if (!mine.isEmpty()) {
            return mine.get(0);
        }
        return others.isEmpty() ? null : others.get(0);
    }

    private boolean signedIn() {
        return viewer.signedIn().isPresent();
    }

    private static Response toSignIn() {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, "/login").build();
    }
}
