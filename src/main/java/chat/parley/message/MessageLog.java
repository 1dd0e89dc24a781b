package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import chat.parley.Refusal;
import chat.parley.backplane.Backplane;
import chat.parley.room.Access;
import chat.parley.room.Membership;
import chat.parley.room.Role;
import chat.parley.room.RoomEvent;
import chat.parley.room.RoomEvent.MembershipChanged;
import io.micrometer.core.annotation.Timed;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * The log of every room, and the only writer of it. A change is one transaction that moves the room's counters and stores
 * the message; it holds the room's row from the first statement to the commit, so that in one room commits come in the
 * order of the versions, without a gap. Only after the commit is the change told to the backplane and to the caller.
 */
@ApplicationScoped
public class MessageLog {

    /**
     * What became of a draft.
     *
     * @param first false when the author had sent it before, and {@code message} is as it was stored then
     */
    public record Appended(MessageView message, boolean first) {
    }

    /** The place that a change has in the log, and whether anyone may come into the room. */
    private record Place(long seq, long version, boolean open) {
    }

    /** Rolls back the transaction that it leaves; no fault, so it has no stack trace. */
    private static final class NotStored extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotStored() {
            super(null, null, false, false);
        }
    }

    private final EntityManager entities;
    private final Markdown markdown;
    private final Frames frames;
    private final Backplane backplane;
    private final Event<RoomEvent> events;

    MessageLog(EntityManager entities, Markdown markdown, Frames frames, Backplane backplane, Event<RoomEvent> events) {
        this.entities = entities;
        this.markdown = markdown;
        this.frames = frames;
        this.backplane = backplane;
        this.events = events;
    }

    /**
     * Stores a message and tells everyone. The author may see the room: the caller has seen to that. Posting to a public room
     * joins it. Call it outside a transaction, from a thread that may block.
     *
     * @return the message, once it is on disk; for a {@code clientId} that this author has used in this room before, the
     *         message as it was stored then, also when the first send is still under way in another thread
     * @throws Refusal with 409 when the room is archived, 404 when the author was taken out of it meanwhile, 400 when it
     *         answers a message that is not there
     */
    @Timed(value = "parley.log.append", description = "From a draft to its commit", histogram = true)
    public Appended append(Draft draft) {
        var html = markdown.render(draft.body());
        try {
            var message = QuarkusTransaction.requiringNew().call(() -> store(draft, html));
            backplane.tell(frames.hint(message));
            return new Appended(message, true);
        } catch (NotStored rolledBack) {
            return new Appended(sentBefore(draft), false);
        }
    }

    /** @throws NotStored when the author has sent the same before, or the room is archived: the counters must not move */
    private MessageView store(Draft draft, String html) {
        var place = advance(draft.room());
        if (draft.replyTo() != null && draft.replyTo() >= place.seq()) {
            throw Refusal.badInput("replyTo", "is not a message of this room");
        }
        if (!insert(draft, html, place)) {
            throw new NotStored();
        }
        comeIn(draft, place);
        Message message = Message.findById(new Message.Place(draft.room(), place.seq()));
        return MessageView.of(message);
    }

    /** Looked at while the room is held: someone who is being taken out does not get back in by a post that waited. */
    private void comeIn(Draft draft, Place place) {
        if (place.open()) {
            if (Membership.join(draft.room(), draft.author(), Role.MEMBER)) {
                events.fire(new MembershipChanged(draft.room(), draft.author()));
            }
        } else if (Membership.of(draft.author(), draft.room()).isEmpty()) {
            throw Access.noSuchRoom();
        }
    }

    /** Moves both counters and holds the room until the transaction ends. */
    private Place advance(long room) {
        var moved = entities.createNativeQuery("""
                update room set seq = seq + 1, version = version + 1, active_at = now()
                where id = ?1 and archived_at is null returning seq, version, kind = 'public'""", Tuple.class)
                .setParameter(1, room).getResultList();
        if (moved.isEmpty()) {
            throw new NotStored();
        }
        var counters = (Tuple) moved.get(0);
        return new Place(counters.get(0, Long.class), counters.get(1, Long.class), counters.get(2, Boolean.class));
    }

    private boolean insert(Draft draft, String html, Place place) {
        return entities.createNativeQuery("""
                insert into message (room_id, seq, version, author_id, client_id, body, html, reply_to, created_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as bigint), ?9)
                on conflict on constraint message_once do nothing""")
                .setParameter(1, draft.room()).setParameter(2, place.seq()).setParameter(3, place.version())
                .setParameter(4, draft.author()).setParameter(5, draft.clientId()).setParameter(6, draft.body())
                .setParameter(7, html).setParameter(8, draft.replyTo())
                .setParameter(9, Instant.now().truncatedTo(ChronoUnit.MILLIS)).executeUpdate() == 1;
    }

    private MessageView sentBefore(Draft draft) {
        return QuarkusTransaction.requiringNew().call(() -> Message.sent(draft.room(), draft.author(), draft.clientId())
                .map(MessageView::of).orElseThrow(() -> Refusal.conflict("This room is archived.")));
    }
}
