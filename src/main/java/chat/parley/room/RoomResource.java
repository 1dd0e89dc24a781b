package chat.parley.room;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms}: rooms, and the membership of the current user in them. */
@Path("/api/rooms")
@Tag(name = "Rooms")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
class RoomResource {

    /** A place in the room: the last one that is read, or the first one that is unread. */
    record ReadPositionRequest(
            @NotNull(message = "{missing}") @Min(value = 0, message = "{orMore}")
            Long seq) {}

    /** Characters of a cursor: a name of up to 80 surrogate pairs, and an id. */
    private static final int MAX_CURSOR_CHARACTERS = 180;

    private final RoomService rooms;
    private final MembershipService members;
    private final RoomList list;
    private final CurrentUser currentUser;

    RoomResource(RoomService rooms, MembershipService members, RoomList list, CurrentUser currentUser) {
        this.rooms = rooms;
        this.members = members;
        this.list = list;
        this.currentUser = currentUser;
    }

    /**
     * Lists all visible rooms by name, the rooms of the user by activity, or the archived rooms of the user by name.
     */
    @GET
    @Operation(
            summary = "List rooms",
            description = "All public rooms and those that you are a member of. With `mine` only the latter, latest "
                    + "activity first; with `archived` your archived rooms.")
    public KeysetPage<RoomView> listRooms(
            @RestQuery @DefaultValue("false") boolean mine,
            @RestQuery @DefaultValue("false") boolean archived,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String q,
            @RestQuery @DefaultValue("") @PlainText @Size(max = MAX_CURSOR_CHARACTERS) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        if (archived) {
            return list.listArchived(currentUser.id(), q.strip(), after, limit);
        }
        return mine
                ? list.listJoined(currentUser.id(), q.strip(), after, limit)
                : list.listVisible(currentUser.id(), q.strip(), after, limit);
    }

    @POST
    @Operation(summary = "Create a room", description = "You become its owner.")
    @RateLimited(RateLimit.CREATE_ROOM)
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoomView.class)))
    public Response createRoom(@NotNull @Valid NewRoomRequest draft) {
        if (draft.kind() == RoomKind.DIRECT) {
            throw ApiException.badInput("kind", ProblemMessages::publicOrPrivate);
        }
        var kind = draft.kind() == null ? RoomKind.PUBLIC : draft.kind();
        var id = rooms.create(currentUser.id(), draft.strippedName(), draft.strippedTopic(), kind);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, location(id))
                .entity(view(id))
                .build();
    }

    @GET
    @Operation(summary = "Get a room")
    @Path("/{id}")
    public RoomView getRoom(@RestPath long id) {
        return view(id);
    }

    /** Updates the given fields. {@code archived} archives the room, like DELETE, or restores it. */
    @PATCH
    @Operation(
            summary = "Update a room",
            description = "Changes the name or topic, or archives or restores the room. Fields that are missing "
                    + "stay as they are.")
    @RateLimited(RateLimit.CHANGE_ROOM)
    @Path("/{id}")
    public RoomView updateRoom(@RestPath long id, @NotNull @Valid RoomChange change) {
        rooms.update(currentUser.id(), currentUser.admin(), id, change);
        return view(id);
    }

    @DELETE
    @Operation(summary = "Archive a room", description = "An archived room can be read, but not changed.")
    @RateLimited(RateLimit.CHANGE_ROOM)
    @Path("/{id}")
    public void archiveRoom(@RestPath long id) {
        rooms.archive(currentUser.id(), currentUser.admin(), id);
    }

    @PUT
    @Operation(summary = "Join a public room", description = "Can be repeated.")
    @RateLimited(inCode = RateLimit.JOIN_ROOM)
    @Path("/{id}/membership")
    @Consumes(MediaType.WILDCARD)
    public RoomView joinRoom(@RestPath long id) {
        members.join(currentUser.id(), id);
        return view(id);
    }

    @DELETE
    @Operation(summary = "Leave a room", description = "Can be repeated.")
    @RateLimited(inCode = RateLimit.JOIN_ROOM)
    @Path("/{id}/membership")
    public void leaveRoom(@RestPath long id) {
        members.leave(currentUser.id(), id);
    }

    @PUT
    @Operation(
            summary = "Mark a room as read",
            description = "Marks all messages up to `seq` as read. Nothing changes if the mark is further already.")
    @RateLimited(RateLimit.READ_MARK)
    @Path("/{id}/read")
    public RoomView markRead(@RestPath long id, @NotNull @Valid ReadPositionRequest mark) {
        return rooms.markRead(currentUser.id(), id, mark.seq());
    }

    @PUT
    @Operation(summary = "Mark a room as unread", description = "Marks the message `seq` and all later ones as unread.")
    @RateLimited(RateLimit.READ_MARK)
    @Path("/{id}/unread")
    public RoomView markUnread(@RestPath long id, @NotNull @Valid ReadPositionRequest mark) {
        return rooms.markUnread(currentUser.id(), id, mark.seq());
    }

    private RoomView view(long id) {
        return list.findWithMemberCount(currentUser.id(), id).orElseThrow(Access::noSuchRoom);
    }

    private static String location(long id) {
        return "/api/rooms/" + id;
    }
}
