package chat.parley.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.account.PeopleDirectory;
import chat.parley.account.Person;
import chat.parley.auth.AuthenticatedUser;
import chat.parley.auth.CookieFactory;
import chat.parley.auth.CurrentUser;
import chat.parley.message.MessageHistory;
import chat.parley.message.MessageView;
import chat.parley.page.ChatView.Blank;
import chat.parley.room.RoomList;
import chat.parley.room.RoomView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

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

    private static final int MAX_ROOMS = 100;
    private static final int INITIAL_BUFFER_BYTES = 64 * 1024;

    /** The cookie with the id of the room that the browser showed last, which the script of the page sets. */
    private static final String LAST_ROOM = "room";

    private static final Comparator<RoomRow> CONVERSATIONS_FIRST = Comparator.comparing(row -> !row.isConversation());
    private static final Comparator<RoomRow> BY_NAME =
            Comparator.comparing((RoomRow row) -> row.name().toLowerCase(Locale.ROOT));

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance chat(ChatView view);
    }

    private final CurrentUser currentUser;
    private final RoomList rooms;
    private final MessageHistory messageHistory;
    private final PeopleDirectory peopleDirectory;
    private final FragmentRenderer fragmentRenderer;
    private final CookieFactory cookies;

    ChatPage(
            CurrentUser currentUser,
            RoomList rooms,
            MessageHistory messageHistory,
            PeopleDirectory peopleDirectory,
            FragmentRenderer fragmentRenderer,
            CookieFactory cookies) {
        this.currentUser = currentUser;
        this.rooms = rooms;
        this.messageHistory = messageHistory;
        this.peopleDirectory = peopleDirectory;
        this.fragmentRenderer = fragmentRenderer;
        this.cookies = cookies;
    }

    @GET
    @Operation(
            summary = "Show the chat",
            description = "Opens the room that this browser showed last, else the one with the latest activity, or "
                    + "redirects to /login.")
    public Response latest(@Parameter(hidden = true) @Context HttpServerRequest request) {
        return currentUser
                .signedIn()
                .map(me -> chat(me, null, "", lastRoom(request)))
                .orElseGet(ChatPage::toSignIn);
    }

    @GET
    @Operation(summary = "Show a room")
    @Path("/rooms/{id}")
    public Response room(@RestPath long id, @RestQuery @DefaultValue("") String at) {
        return currentUser.signedIn().map(me -> chat(me, id, at, 0)).orElseGet(ChatPage::toSignIn);
    }

    /**
     * Renders the chat.
     *
     * @param requested the id of the room; null for the last one
     * @param at the place of the message to show; the page shows the newest messages if it is invalid
     * @param last the id of the room that the browser showed last; the most recently active one is shown if the user is
     *        not a member of it
     */
    private Response chat(AuthenticatedUser me, Long requested, String at, long last) {
        var mine = rooms.listJoined(me.account(), "", "", MAX_ROOMS).items();
        var room = requested == null
                ? withId(last, mine).or(() -> first(me, mine)).orElse(null)
                : withId(requested, mine)
                        .or(() -> rooms.find(me.account(), requested))
                        .orElse(null);
        var missing = requested != null && room == null;
        return Response.status(missing ? Response.Status.NOT_FOUND : Response.Status.OK)
                .entity(encode(Templates.chat(view(me, mine, room, missing, place(at, room)))))
                .build();
    }

    private ChatView view(AuthenticatedUser me, List<RoomView> mine, RoomView room, boolean missing, Long at) {
        var page = page(room, at);
        var open = room == null ? 0 : room.id();
        var isListed = mine.stream().anyMatch(one -> one.id() == open);
        var listed = room == null || room.archived() || isListed
                ? mine
                : Stream.concat(mine.stream(), Stream.of(room)).toList();
        var partners = partners(listed);
        var rows = listed.stream()
                .map(one -> RoomRow.of(one, open, partners.get(one.with()), me.username()))
                .toList();
        return new ChatView(
                me,
                currentUser.admin(),
                rows(rows.stream().filter(RoomRow::isUnread).sorted(CONVERSATIONS_FIRST)),
                rows(rows.stream()
                        .filter(row -> !row.isUnread() && !row.isConversation())
                        .sorted(BY_NAME)),
                rows(rows.stream().filter(row -> !row.isUnread() && row.isConversation())),
                room,
                missing,
                fragmentRenderer.messages(page.items()),
                firstOf(page) > 1,
                lastOf(page) < page.end(),
                at,
                blank());
    }

    private RawString rows(Stream<RoomRow> rows) {
        return fragmentRenderer.rooms(rows);
    }

    /** The other members of direct rooms, by username. */
    private Map<String, Person> partners(List<RoomView> rooms) {
        var usernames =
                rooms.stream().map(RoomView::with).filter(Objects::nonNull).toList();
        return peopleDirectory.named(usernames).stream()
                .collect(Collectors.toMap(Person::username, Function.identity()));
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
                fragmentRenderer.message(MessageView.blank()), fragmentRenderer.rooms(Stream.of(RoomRow.BLANK)));
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

    private static Optional<RoomView> withId(long id, List<RoomView> rooms) {
        return rooms.stream().filter(room -> room.id() == id).findFirst();
    }

    /** The room that the browser showed last; 0 if it names none. */
    private long lastRoom(HttpServerRequest request) {
        return cookies.read(request, LAST_ROOM)
                .filter(id -> id.matches("\\d{1,15}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    /** The most recently active room; for a user without rooms, one that they can join. */
    private Optional<RoomView> first(AuthenticatedUser me, List<RoomView> mine) {
        return mine.stream()
                .findFirst()
                .or(() ->
                        rooms.listJoinable(me.account(), "", 1).items().stream().findFirst());
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
