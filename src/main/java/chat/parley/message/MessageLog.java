package chat.parley.message;

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
import chat.parley.message.MessageEditor.Amended;
import chat.parley.message.Outcome.Refused;
import chat.parley.message.Outcome.SentBefore;
import chat.parley.message.Outcome.Stored;
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
     * What became of a draft.
     *
     * @param first false when the author had sent it before, and {@code message} is as it now is
     */
    public record Appended(MessageView message, boolean first) {}

    /**
     * A draft that is not stored by then is answered with 503, within the 5 s that are promised; if it was stored after all, the same
     * client id finds it.
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
        this.writers = new BatchWriter(table, this::tell, traces, metrics);
    }

    /**
     * Stores a message and tells everyone. Posting to a public room joins it. On a thread that may wait for the database, as
     * whom a message mentions is looked up first; for one that mentions nobody it never waits.
     *
     * @return completed with the message once it is on disk; for a {@code clientId} that this author has used in this room
     *         before, with that message, also when the first send is still under way, here or in another process. It fails
     *         with a {@link ApiException}: 404 when there is no such room, or none for the author; 409 when it is archived; 400
     *         when it answers a message that is not there; 503 when it cannot be stored now
     */
    public CompletableFuture<Appended> append(Draft draft) {
        var text = rendered(draft.author(), draft.room(), draft.body());
        var span = traces.begin("append", SpanKind.INTERNAL);
        return outcome(PendingMessage.of(draft, text, span))
                .whenComplete((outcome, failure) -> Traces.end(span, failure))
                .exceptionally(MessageLog::tooLate)
                .thenCompose(outcome -> appended(draft, outcome));
    }

    private CompletableFuture<Outcome> outcome(PendingMessage pending) {
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
     * Gives a message another text. Like all that follow: waits for the database, stores, tells everyone, and answers with the
     * message as it now is; what changes nothing is not told.
     *
     * @param body 1 to 4,000 characters, trimmed
     * @throws ApiException with 404 when there is no such message, or none for the viewer; 403 to all but its author; 409 when it
     *         was deleted or edited too often, or the room is archived
     */
    public MessageView edit(long viewer, long room, long seq, String body) {
        return told(messageEditor.edit(viewer, room, seq, body, rendered(viewer, room, body)));
    }

    /**
     * Empties a message for good, with what was given to it and what it said before; its place stays.
     *
     * @param admin whether the viewer administers the service
     * @throws ApiException with 403 to those who are neither its author nor keep order in the room
     */
    public MessageView delete(long viewer, boolean admin, long room, long seq) {
        return told(messageEditor.delete(viewer, admin, room, seq));
    }

    /**
     * Adds someone's reaction.
     *
     * @param emoji as {@link Emoji#written} has it
     * @throws ApiException with 403 to those who are not in the room, 409 when it has too many different ones
     */
    MessageView react(long viewer, long room, long seq, String emoji) {
        return told(messageEditor.react(viewer, room, seq, emoji));
    }

    /** Takes someone's reaction back. */
    MessageView removeReaction(long viewer, long room, long seq, String emoji) {
        return told(messageEditor.removeReaction(viewer, room, seq, emoji));
    }

    /** Pins a message to its room. */
    MessageView pin(long viewer, long room, long seq) {
        return told(messageEditor.pin(viewer, room, seq));
    }

    MessageView unpin(long viewer, long room, long seq) {
        return told(messageEditor.unpin(viewer, room, seq));
    }

    private Rendered rendered(long author, long room, String body) {
        return markdown.render(body, names -> mentions.known(author, room, names));
    }

    private MessageView told(Amended amended) {
        if (amended.changed()) {
            publish(amended.message());
        }
        return amended.message();
    }

    private CompletableFuture<Appended> appended(Draft draft, Outcome outcome) {
        if (outcome instanceof Stored stored) {
            return CompletableFuture.completedFuture(new Appended(stored.message(), true));
        }
        if (outcome instanceof SentBefore before) {
            return CompletableFuture.supplyAsync(
                    () -> new Appended(messageHistory.one(draft.room(), before.seq()), false), worker);
        }
        throw switch ((Refused) outcome) {
            case HIDDEN -> Access.noSuchRoom();
            case ARCHIVED -> ApiException.conflict(ProblemMessages::roomArchived);
            case ANSWERS_NOTHING -> ApiException.badInput("replyTo", ProblemMessages::notInRoom);
            case NAMES_NO_FILE -> ApiException.badInput("attachments", ProblemMessages::notBrought);
        };
    }

    private void tell(Stored stored) {
        var message = stored.message();
        if (stored.joined()) {
            events.fire(new MembershipChanged(message.room(), stored.author()));
        }
        publish(message);
    }

    private void publish(MessageView message) {
        var span = traces.begin("publish", SpanKind.PRODUCER)
                .setAttribute("parley.room", message.room())
                .setAttribute("parley.version", message.version());
        try {
            backplane.publish(messageFrames.hint(message).withTrace(span.getSpanContext()));
        } finally {
            span.end();
        }
    }

    /** A stage that follows another sees its failure within a {@link CompletionException}. */
    private static Outcome tooLate(Throwable failure) {
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
