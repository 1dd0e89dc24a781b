package chat.parley.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.backplane.Backplane;
import chat.parley.database.DatabaseErrors;
import chat.parley.markdown.Emoji;
import chat.parley.markdown.Markdown;
import chat.parley.markdown.Markdown.Rendered;
import chat.parley.message.AppendResult.Duplicate;
import chat.parley.message.AppendResult.Rejected;
import chat.parley.message.AppendResult.Stored;
import chat.parley.message.MessageEditor.EditResult;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Access;
import chat.parley.room.RoomEvent;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.telemetry.Timers;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.Startup;

/**
 * The logs of all rooms, and their only writer. Queued messages are stored together in one transaction that locks the
 * rows of their rooms from the first statement to the commit, so that the commits of a room are in the order of their
 * versions, without gaps. A change is published after the commit, and acknowledged after that.
 */
@ApplicationScoped
@Startup
public class MessageLog {

    /**
     * The result of storing a draft.
     *
     * @param first false if the author had sent it before; {@code message} is then its current state
     */
    record Appended(MessageView message, boolean first) {}

    /**
     * A draft that is not stored in this time is answered with 503, within the promised 5 s. If it is stored later, a
     * retry with the same client id finds it.
     */
    private static final long APPEND_TIMEOUT_MILLIS = 4_000;

    private final Markdown markdown;
    private final Mentions mentions;
    private final MessageEditor messageEditor;
    private final MessageHistory messageHistory;
    private final MessageFrames messageFrames;
    private final Backplane backplane;
    private final Event<RoomEvent> events;
    private final ManagedExecutor worker;
    private final Traces traces;
    private final Timer appends;
    private final BatchWriter writers;

    MessageLog(
            MessageBatchDao table,
            Markdown markdown,
            Mentions mentions,
            MessageEditor messageEditor,
            MessageHistory messageHistory,
            MessageFrames messageFrames,
            Backplane backplane,
            Event<RoomEvent> events,
            ManagedExecutor worker,
            Traces traces,
            MeterRegistry metrics) {
        this.markdown = markdown;
        this.mentions = mentions;
        this.messageEditor = messageEditor;
        this.messageHistory = messageHistory;
        this.messageFrames = messageFrames;
        this.backplane = backplane;
        this.events = events;
        this.worker = worker;
        this.traces = traces;
        this.appends = Timers.timer(
                metrics, "parley.messages.append", "Time from the receipt of a message until its commit, in seconds.");
        this.writers = new BatchWriter(table, this::publishStored, traces, metrics);
    }

    /**
     * Stores and publishes a message. Posting to a public room joins it. Call it on a worker thread: it reads the
     * database if the message mentions someone, and does not block otherwise.
     *
     * @return completes once the message is on disk. If this author has used the {@code clientId} in this room
     *        before, it completes with that message, even if the first request is still in progress in this or
     *        another process. It fails with an {@link ApiException}: 404 if the author may not see the room or it
     *        does not exist; 409 if the room is archived; 400 if {@code replyTo} or an attachment is invalid; 503 if
     *        the message cannot be stored now
     */
    public CompletableFuture<Appended> append(Draft draft) {
        var text = rendered(draft.author(), draft.room(), draft.body());
        var span = traces.begin("append", SpanKind.INTERNAL);
        return outcome(PendingMessage.of(draft, text, span))
                .whenComplete((outcome, failure) -> Traces.end(span, failure))
                .exceptionally(MessageLog::unavailableOnTimeout)
                .thenCompose(outcome -> appended(draft, outcome));
    }

    private CompletableFuture<AppendResult> outcome(PendingMessage pending) {
        try {
            writers.write(pending);
        } catch (ApiException full) {
            pending.outcome().completeExceptionally(full);
        }
        return pending.outcome()
                .orTimeout(APPEND_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((outcome, failure) -> appends.record(pending.age()));
    }

    /**
     * Changes the text of a message. Like all methods below, it blocks until the change is stored, publishes it, and
     * returns the current message; a request that changes nothing is not published.
     *
     * @param body 1 to 4,000 characters, trimmed; may be empty with attachments
     * @throws ApiException with 404 if the message does not exist or the viewer may not see it; 403 if the viewer is
     *        not its author; 409 if it was deleted or edited too often, or the room is archived
     */
    MessageView edit(long viewer, long room, long seq, String body) {
        return publishIfChanged(messageEditor.edit(viewer, room, seq, body, rendered(viewer, room, body)));
    }

    /**
     * Deletes the text, files, reactions and earlier versions of a message permanently. The empty message keeps its
     * place.
     *
     * @param admin whether the viewer is an administrator
     * @throws ApiException as for {@link #edit}; 403 if the viewer is not its author and may not delete messages in
     *        the room
     */
    MessageView delete(long viewer, boolean admin, long room, long seq) {
        return publishIfChanged(messageEditor.delete(viewer, admin, room, seq));
    }

    /**
     * Adds a reaction of the viewer.
     *
     * @param emoji as returned by {@link Emoji#written}
     * @throws ApiException as for {@link #edit}; 403 if the viewer is not a member; 409 if the message has too many
     *        different reactions
     */
    MessageView react(long viewer, long room, long seq, String emoji) {
        return publishIfChanged(messageEditor.react(viewer, room, seq, emoji));
    }

    /** Removes a reaction of the viewer. */
    MessageView removeReaction(long viewer, long room, long seq, String emoji) {
        return publishIfChanged(messageEditor.removeReaction(viewer, room, seq, emoji));
    }

    /**
     * Pins a message to its room.
     *
     * @throws ApiException as for {@link #edit}; 403 if the viewer may not pin; 409 if the room has too many pins
     */
    MessageView pin(long viewer, long room, long seq) {
        return publishIfChanged(messageEditor.pin(viewer, room, seq));
    }

    MessageView unpin(long viewer, long room, long seq) {
        return publishIfChanged(messageEditor.unpin(viewer, room, seq));
    }

    private Rendered rendered(long author, long room, String body) {
        return markdown.render(body, names -> mentions.resolve(author, room, names));
    }

    private MessageView publishIfChanged(EditResult result) {
        if (result.changed()) {
            publish(result.message(), result.mentioned());
        }
        return result.message();
    }

    private CompletableFuture<Appended> appended(Draft draft, AppendResult outcome) {
        if (outcome instanceof Stored stored) {
            return CompletableFuture.completedFuture(new Appended(stored.message(), true));
        }
        if (outcome instanceof Duplicate duplicate) {
            return CompletableFuture.supplyAsync(
                    () -> new Appended(messageHistory.one(draft.room(), duplicate.seq()), false), worker);
        }
        throw switch ((Rejected) outcome) {
            case ROOM_NOT_FOUND -> Access.noSuchRoom();
            case ARCHIVED -> ApiException.conflict(ProblemMessages::roomArchived);
            case REPLY_NOT_FOUND -> ApiException.badInput("replyTo", ProblemMessages::notInRoom);
            case ATTACHMENT_NOT_FOUND -> ApiException.badInput("attachments", ProblemMessages::fileNotUsable);
        };
    }

    private void publishStored(Stored stored) {
        var message = stored.message();
        if (stored.joined()) {
            events.fire(new MembershipChanged(message.room(), stored.author()));
        }
        publish(message, List.of());
    }

    private void publish(MessageView message, List<String> mentioned) {
        var span = traces.begin("publish", SpanKind.PRODUCER)
                .setAttribute("parley.room", message.room())
                .setAttribute("parley.version", message.version());
        try {
            backplane.publish(messageFrames.updateOf(message, mentioned).withTrace(span.getSpanContext()));
        } finally {
            span.end();
        }
    }

    /** Maps a timeout to 503. Dependent stages receive failures wrapped in a {@link CompletionException}. */
    private static AppendResult unavailableOnTimeout(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            throw ApiException.unavailable(DatabaseErrors.RETRY_AFTER);
        }
        throw cause instanceof RuntimeException unchecked ? unchecked : new CompletionException(cause);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        writers.close();
    }
}
