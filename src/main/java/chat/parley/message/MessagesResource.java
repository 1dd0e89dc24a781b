package chat.parley.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.message.MessageLog.Appended;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimited;
import chat.parley.room.Access;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;

/** {@code /api/rooms/{id}/messages}: reads and appends messages. */
@Path("/api/rooms/{id}/messages")
@Tag(name = "Messages")
@Authenticated
@Startup
class MessagesResource {

    /** A request to post a message. */
    record PostMessageRequest(
            @NotNull(message = "{missing}") @PlainText String body,

            @NotNull(message = "{missing}") //
            @Pattern(regexp = "[!-~]{1,64}", message = "{clientId}")
            String clientId,

            @Positive(message = "{place}") Long replyTo,
            @Size(max = 10, message = "{files}") List<@NotNull(message = "{missing}") Long> attachments) {}

    /**
     * Times before this, or after {@link #LAST_TIME}, are replaced by it, because the range of the database is
     * smaller than that of Java.
     */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final Access access;
    private final MessageLog log;
    private final MessageHistory messageHistory;
    private final CurrentUser currentUser;
    private final DistributionSummary catchUps;

    MessagesResource(
            Access access,
            MessageLog log,
            MessageHistory messageHistory,
            CurrentUser currentUser,
            MeterRegistry metrics) {
        this.access = access;
        this.log = log;
        this.messageHistory = messageHistory;
        this.currentUser = currentUser;
        this.catchUps = DistributionSummary.builder("parley.messages.catch.up.size")
                .description("Number of messages in one response to a client that catches up.")
                .register(metrics);
    }

    /** Returns a {@link MessageHistory.Page}, or {@link MessageHistory.Changes} with {@code changedSince}. */
    @GET
    @Operation(
            summary = "List messages or changes",
            description = "Without parameters the newest page. `before`, `after`, `around` and `at` select another "
                    + "page, and `changedSince` lists the changes after a version. A page may have fewer "
                    + "messages than `limit` where they are large; `more` says whether there are others.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {MessageHistory.Page.class, MessageHistory.Changes.class})))
    @Blocking
    public Record listMessages(
            @RestPath long id,
            @Parameter(description = "A `seq`. Selects the page before it.") @RestQuery @Positive Long before,
            @Parameter(description = "A `seq`. Selects the page after it.") @RestQuery @PositiveOrZero Long after,
            @Parameter(description = "A `seq`. Selects the page around it.") @RestQuery @Positive Long around,
            @Parameter(description = "A `version`. Lists what changed after it, in order of version.")
                    @RestQuery
                    @PositiveOrZero
                    Long changedSince,
            @Parameter(
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
                            description =
                                    "A time. Selects the page around the first message that was posted then or later.")
                    @RestQuery
                    String at,
            @RestQuery @DefaultValue("25") @Min(1) @Max(200) int limit) {
        var version = access.version(currentUser.id(), id);
        if (Stream.of(before, after, around, changedSince, at)
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw ApiException.badInput("before", ProblemMessages::exclusiveParameters);
        }
        if (changedSince != null) {
            var changes = messageHistory.changedSince(id, changedSince, limit);
            catchUps.record(changes.items().size());
            return changes;
        }
        if (before != null) {
            return messageHistory.before(id, before, limit);
        }
        if (after != null) {
            return messageHistory.after(id, after, limit);
        }
        if (at != null) {
            return messageHistory.at(id, time(at), limit);
        }
        return around != null ? messageHistory.around(id, around, limit) : messageHistory.latest(id, version, limit);
    }

    @POST
    @Operation(
            summary = "Post a message",
            description = "Responds once the message is stored. A repeated `clientId` of the same author returns "
                    + "the stored message with 200. Posting to a public room joins it.")
    @RateLimited(RateLimit.POST_MESSAGE)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessageView.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessageView.class)))
    @Blocking
    public CompletionStage<Response> postMessage(@RestPath long id, @NotNull @Valid PostMessageRequest post) {
        var files = post.attachments() == null ? List.<Long>of() : post.attachments();
        var body = Draft.validBody(post.body(), files.isEmpty());
        return log.append(new Draft(id, currentUser.id(), post.clientId(), body, post.replyTo(), files))
                .thenApply(MessagesResource::response);
    }

    private static Response response(Appended appended) {
        return Response.status(appended.first() ? Response.Status.CREATED : Response.Status.OK)
                .entity(appended.message())
                .build();
    }

    private static Instant time(String at) {
        try {
            var time = Instant.parse(at);
            return time.isBefore(FIRST_TIME) ? FIRST_TIME : time.isAfter(LAST_TIME) ? LAST_TIME : time;
        } catch (DateTimeException unreadable) {
            throw ApiException.badInput("at", ProblemMessages::invalidTime);
        }
    }
}
