package chat.parley.message;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.markdown.Emoji;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.Access;
import io.quarkus.security.Authenticated;

/** {@code /api/rooms/{id}/messages/{seq}}: reads, edits, deletes, pins and reacts to one message. */
@Path("/api/rooms/{id}/messages/{seq}")
@Tag(name = "Messages")
@Authenticated
class MessageResource {

    /** A request to edit a message. */
    record MessageEditRequest(
            @NotNull(message = "{missing}") @PlainText String body) {}

    private final Access access;
    private final MessageLog log;
    private final MessageHistory messageHistory;
    private final Emoji emoji;
    private final CurrentUser currentUser;

    MessageResource(
            Access access, MessageLog log, MessageHistory messageHistory, Emoji emoji, CurrentUser currentUser) {
        this.access = access;
        this.log = log;
        this.messageHistory = messageHistory;
        this.emoji = emoji;
        this.currentUser = currentUser;
    }

    @GET
    @Operation(summary = "Get a message")
    public MessageView getMessage(@RestPath long id, @RestPath long seq) {
        access.version(currentUser.id(), id);
        return messageHistory.one(id, seq);
    }

    @PATCH
    @Operation(summary = "Edit a message", description = "Only its author can edit it.")
    @RateLimited(RateLimit.EDIT_MESSAGE)
    @Consumes(MediaType.APPLICATION_JSON)
    public MessageView editMessage(@RestPath long id, @RestPath long seq, @NotNull @Valid MessageEditRequest edit) {
        return log.edit(currentUser.id(), id, seq, Draft.validBody(edit.body(), false));
    }

    @DELETE
    @Operation(
            summary = "Delete a message",
            description = "For its author, owners and moderators of the room, and administrators. The message keeps "
                    + "its place, without its text and files.")
    @RateLimited(RateLimit.EDIT_MESSAGE)
    public void deleteMessage(@RestPath long id, @RestPath long seq) {
        log.delete(currentUser.id(), currentUser.admin(), id, seq);
    }

    /** Lists the earlier texts. {@code after} is the {@code next} of the previous page. */
    @GET
    @Operation(
            summary = "List versions of a message",
            description = "The earlier texts of an edited message, oldest first.")
    @Path("/versions")
    public KeysetPage<MessageVersion> listVersions(
            @RestPath long id, @RestPath long seq, @RestQuery @DefaultValue("0") @PositiveOrZero long after) {
        access.version(currentUser.id(), id);
        return messageHistory.earlierTexts(id, seq, after);
    }

    @PUT
    @Operation(summary = "React to a message", description = "Can be repeated.")
    @RateLimited(RateLimit.REACT)
    @Path("/reactions/{emoji}")
    public MessageView addReaction(@RestPath long id, @RestPath long seq, @RestPath("emoji") String typed) {
        return log.react(currentUser.id(), id, seq, normalizedEmoji(id, typed));
    }

    @DELETE
    @Operation(summary = "Remove a reaction", description = "Removes your own reaction. Can be repeated.")
    @RateLimited(RateLimit.REACT)
    @Path("/reactions/{emoji}")
    public MessageView removeReaction(@RestPath long id, @RestPath long seq, @RestPath("emoji") String typed) {
        return log.removeReaction(currentUser.id(), id, seq, normalizedEmoji(id, typed));
    }

    @PUT
    @Operation(summary = "Pin a message", description = "Can be repeated.")
    @RateLimited(RateLimit.REACT)
    @Path("/pin")
    public MessageView pinMessage(@RestPath long id, @RestPath long seq) {
        return log.pin(currentUser.id(), id, seq);
    }

    @DELETE
    @Operation(summary = "Unpin a message", description = "Can be repeated.")
    @RateLimited(RateLimit.REACT)
    @Path("/pin")
    public MessageView unpinMessage(@RestPath long id, @RestPath long seq) {
        return log.unpin(currentUser.id(), id, seq);
    }

    /** Checks the room first, so that the response tells nothing about a room that the user may not see. */
    private String normalizedEmoji(long room, String typed) {
        access.version(currentUser.id(), room);
        return emoji.canonical(typed).orElseThrow(() -> ApiException.badInput("emoji", ProblemMessages::notEmoji));
    }
}
