package chat.parley.room;

import java.util.List;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import chat.parley.account.Account;
import chat.parley.auth.CurrentUser;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import io.quarkus.security.Authenticated;

/** {@code /api/conversations}: group conversations, which have no name. */
@Path("/api/conversations")
@Tag(name = "Rooms")
@Authenticated
@Transactional
class ConversationResource {

    /** The usernames of the other members. The user is always a member. */
    record ConversationRequest(
            @NotNull(message = "{missing}")
            @Size(min = 1, max = ConversationService.MAX_MEMBERS, message = "{others}") //
            List<@NotNull(message = "{usernames}") @Pattern(regexp = Account.USERNAME, message = "{usernames}") String>
                    with) {}

    private final ConversationService conversations;
    private final RoomList list;
    private final CurrentUser currentUser;

    ConversationResource(ConversationService conversations, RoomList list, CurrentUser currentUser) {
        this.conversations = conversations;
        this.list = list;
        this.currentUser = currentUser;
    }

    /** Opens the conversation of exactly these people. Returns 201 if it was created, else 200. */
    @PUT
    @Operation(
            summary = "Open a group conversation",
            description = "Returns the conversation of exactly these people, and creates it with 201 if there is "
                    + "none. With one other person it is the direct room.")
    @RateLimited(RateLimit.CREATE_ROOM)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoomView.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RoomView.class)))
    public Response openConversation(@NotNull @Valid ConversationRequest request) {
        var opened = conversations.open(currentUser.id(), request.with());
        return Response.status(opened.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(list.find(currentUser.id(), opened.room()).orElseThrow())
                .build();
    }
}
