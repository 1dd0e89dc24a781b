package chat.parley.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.PeopleDirectory;
import chat.parley.account.Person;
import chat.parley.auth.AuthenticatedUser;
import chat.parley.auth.CurrentUser;
import chat.parley.message.MessageHistory;
import chat.parley.message.MessageView;
import chat.parley.page.ChatView.Blank;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;

/**
 * The chat page. It reads the position of the room before the messages, so that it never claims a newer version than it
 * shows, and the first frame of the socket delivers what came later.
 */
@Path("/")
@Tag(name = "Pages")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
@Blocking
class ChatPage {

    private static final int PEOPLE_PAGE_SIZE = 25;
    private static final int MAX_ROOMS = 100;
    private static final int INITIAL_BUFFER_BYTES = 64 * 1024;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance chat(ChatView view);
    }

    private final CurrentUser currentUser;
    private final RoomList rooms;
    private final MessageHistory messageHistory;
    private final PeopleDirectory peopleDirectory;
    private final FragmentRenderer fragmentRenderer;

    ChatPage(
            CurrentUser currentUser,
            RoomList rooms,
            MessageHistory messageHistory,
            PeopleDirectory peopleDirectory,
            FragmentRenderer fragmentRenderer) {
        this.currentUser = currentUser;
        this.rooms = rooms;
        this.messageHistory = messageHistory;
        this.peopleDirectory = peopleDirectory;
        this.fragmentRenderer = fragmentRenderer;
    }

    @GET
    @Operation(
            summary = "Show the chat",
            description = "Opens the room with the latest activity, or redirects to /login.")
    public Response latest() {
        return currentUser.signedIn().map(me -> chat(me, null, "")).orElseGet(ChatPage::toSignIn);
    }

    @GET
    @Operation(summary = "Show a room")
    @Path("/rooms/{id}")
    public Response room(@RestPath long id, @RestQuery @DefaultValue("") String at) {
        return currentUser.signedIn().map(me -> chat(me, id, at)).orElseGet(ChatPage::toSignIn);
    }

    /**
     * Renders the chat.
     *
     * @param requested the id of the room; null for the most recently active one
     * @param at the place of the message to show; the page shows the newest messages if it is invalid
     */
    private Response chat(AuthenticatedUser me, Long requested, String at) {
        var mine = rooms.listJoined(me.account(), "", "", MAX_ROOMS).items();
        var others = rooms.listJoinable(me.account(), "", MAX_ROOMS).items();
        var room = requested == null
                ? first(mine, others)
                : named(requested, mine, others)
                        .or(() -> rooms.find(me.account(), requested))
                        .orElse(null);
        var missing = requested != null && room == null;
        return Response.status(missing ? Response.Status.NOT_FOUND : Response.Status.OK)
                .entity(encode(Templates.chat(view(me, mine, others, room, missing, place(at, room)))))
                .build();
    }

    private ChatView view(
            AuthenticatedUser me, List<RoomView> mine, List<RoomView> others, RoomView room, boolean missing, Long at) {
        var page = page(room, at);
        var people = peopleDirectory.page("", "", PEOPLE_PAGE_SIZE);
        var open = room == null ? 0 : room.id();
        return new ChatView(
                me,
                fragmentRenderer.rooms(mine.stream().map(one -> RoomRow.mine(one, open))),
                fragmentRenderer.rooms(others.stream().map(one -> RoomRow.other(one, open))),
                room,
                missing,
                fragmentRenderer.messages(page.items()),
                firstOf(page) > 1,
                lastOf(page) < page.end(),
                at,
                fragmentRenderer.people(people.items()),
                people.next(),
                blank());
    }

    private MessageHistory.Page page(RoomView room, Long at) {
        if (room == null) {
            return new MessageHistory.Page(List.of(), false, 0);
        }
        return at == null
                ? messageHistory.latest(room.id(), room.version(), MessageHistory.DEFAULT_PAGE_SIZE)
                : messageHistory.around(room.id(), at, MessageHistory.DEFAULT_PAGE_SIZE);
    }

    private Blank blank() {
        return new Blank(
                fragmentRenderer.message(MessageView.blank()),
                fragmentRenderer.rooms(Stream.of(RoomRow.BLANK)),
                fragmentRenderer.people(List.of(new Person("", "", null, false))));
    }

    /**
     * Encodes the page part by part. Most parts are ASCII, which is only copied. In a single string, one dash would
     * make all characters take two bytes, and encoding it would take longer than all other work.
     */
    private static byte[] encode(TemplateInstance page) {
        var bytes = new ByteArrayOutputStream(INITIAL_BUFFER_BYTES);
        page.consume(part -> bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
        return bytes.toByteArray();
    }

    private static Optional<RoomView> named(long requested, List<RoomView> mine, List<RoomView> others) {
        return Stream.of(mine, others)
                .flatMap(List::stream)
                .filter(room -> room.id() == requested)
                .findFirst();
    }

    private static RoomView first(List<RoomView> mine, List<RoomView> others) {
        if (!mine.isEmpty()) {
            return mine.get(0);
        }
        return others.isEmpty() ? null : others.get(0);
    }

    private static Long place(String at, RoomView room) {
        if (room == null || !at.matches("\\d{1,18}")) {
            return null;
        }
        var place = Long.parseLong(at);
        return place >= 1 && place <= room.seq() ? place : null;
    }

    private static long firstOf(MessageHistory.Page page) {
        return page.items().isEmpty() ? 0 : page.items().get(0).seq();
    }

    private static long lastOf(MessageHistory.Page page) {
        return page.items().isEmpty()
                ? page.end()
                : page.items().get(page.items().size() - 1).seq();
    }

    private static Response toSignIn() {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/login")
                .build();
    }
}
