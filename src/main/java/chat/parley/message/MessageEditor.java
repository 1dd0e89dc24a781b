package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import chat.parley.attachment.Attachment;
import chat.parley.attachment.Attachments;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.markdown.Emoji;
import chat.parley.markdown.Markdown;
import chat.parley.markdown.Markdown.Rendered;
import chat.parley.message.Message.Place;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Access;
import chat.parley.room.Room;
import chat.parley.room.RoomPermissions;

/**
 * Changes stored messages. Each method is one transaction that locks the row of the room in its first statement, like
 * appending does, so that the commits of a room are in the order of their versions. A request that changes nothing does
 * not create a version.
 */
@ApplicationScoped
@Transactional
class MessageEditor {

    /** More on one room than anyone reads through. */
    private static final int MAX_PINS = 100;

    /**
     * A message after what was asked for.
     *
     * @param changed whether that made a difference
     */
    record Amended(MessageView message, boolean changed) {}

    /** Someone at a message of a room that is held. */
    private record Hand(long viewer, RoomPermissions standing, Message message) {

        boolean own() {
            return message.author.id == viewer;
        }

        /** @throws ApiException with 409 for one that was deleted */
        Hand present() {
            if (message.deleted) {
                throw ApiException.conflict(ProblemMessages::messageDeleted);
            }
            return this;
        }
    }

    private final Access access;
    private final MessageHistory messageHistory;
    private final Reactions reactions;
    private final MessageVersions earlier;
    private final Attachments attachments;
    private final AuditLog audit;
    private final EntityManager entities;

    MessageEditor(
            Access access,
            MessageHistory messageHistory,
            Reactions reactions,
            MessageVersions earlier,
            Attachments attachments,
            AuditLog audit,
            EntityManager entities) {
        this.access = access;
        this.messageHistory = messageHistory;
        this.reactions = reactions;
        this.earlier = earlier;
        this.attachments = attachments;
        this.audit = audit;
        this.entities = entities;
    }

    Amended edit(long viewer, long room, long seq, String body, Rendered text) {
        var hand = hand(viewer, room, seq).present();
        if (!hand.own()) {
            throw ApiException.forbidden(ProblemMessages::authorOnly);
        }
        if (hand.message().body.equals(body)) {
            return unchanged(hand);
        }
        Draft.wording(body, Attachment.of(new Long[] {room}, new Long[] {seq}).isEmpty());
        if (earlier.count(room, seq) >= MessageVersions.MAX_VERSIONS_PER_MESSAGE) {
            throw ApiException.conflict(words -> words.editedTooOften(MessageVersions.MAX_VERSIONS_PER_MESSAGE));
        }
        earlier.keep(hand.message());
        entities.createNativeQuery("""
                update message set body = ?3, html = ?4, html_version = ?7, mentions = string_to_array(?5, ' '), edited_at = ?6
                where room_id = ?1 and seq = ?2""")
                .setParameter(1, room)
                .setParameter(2, seq)
                .setParameter(3, body)
                .setParameter(4, text.html())
                .setParameter(5, String.join(" ", text.mentions()))
                .setParameter(6, now())
                .setParameter(7, Markdown.RENDERER_VERSION)
                .executeUpdate();
        return changed(hand);
    }

    Amended delete(long viewer, boolean admin, long room, long seq) {
        var hand = hand(viewer, room, seq);
        if (!hand.own()) {
            hand.standing().deletes(admin);
        }
        if (hand.message().deleted) {
            return unchanged(hand);
        }
        empty(room, seq);
        if (!hand.own()) {
            var author = hand.message().author;
            audit.record(
                    viewer,
                    AuditEvent.of(AuditAction.MESSAGE_DELETED, AuditTarget.account(author.id, author.username))
                            .inRoom(room)
                            .onMessage(seq));
        }
        return changed(hand);
    }

    /** @param emoji as {@link Emoji#written} has it */
    Amended react(long viewer, long room, long seq, String emoji) {
        var hand = hand(viewer, room, seq).present();
        hand.standing().takesPart();
        var place = new Place(room, seq);
        var given = reactions.of(place);
        if (given.size() >= Reactions.MAX_EMOJI_PER_MESSAGE
                && given.stream().noneMatch(reaction -> reaction.emoji().equals(emoji))) {
            throw ApiException.conflict(words -> words.tooManyReactions(Reactions.MAX_EMOJI_PER_MESSAGE));
        }
        return reactions.add(room, seq, emoji, viewer) ? changed(hand) : unchanged(hand);
    }

    Amended removeReaction(long viewer, long room, long seq, String emoji) {
        var hand = hand(viewer, room, seq);
        return reactions.remove(room, seq, emoji, viewer) ? changed(hand) : unchanged(hand);
    }

    Amended pin(long viewer, long room, long seq) {
        var hand = hand(viewer, room, seq).present();
        hand.standing().pins();
        if (hand.message().pinnedAt != null) {
            return unchanged(hand);
        }
        if (Message.countPinned(room) >= MAX_PINS) {
            throw ApiException.conflict(words -> words.tooManyPins(MAX_PINS));
        }
        return pinned(hand, true);
    }

    Amended unpin(long viewer, long room, long seq) {
        var hand = hand(viewer, room, seq);
        hand.standing().pins();
        return hand.message().pinnedAt == null ? unchanged(hand) : pinned(hand, false);
    }

    /** What others may be writing into the room is waited for, and then one looks how things stand. */
    private Hand hand(long viewer, long room, long seq) {
        Room.hold(room);
        var standing = access.room(viewer, room).inUse();
        return new Hand(viewer, standing, Message.at(room, seq).orElseThrow(MessageHistory::noSuchMessage));
    }

    private Amended pinned(Hand hand, boolean pinned) {
        entities.createNativeQuery(
                        "update message set pinned_at = case when ?3 then clock_timestamp() end where room_id = ?1 and seq = ?2")
                .setParameter(1, hand.message().place.room())
                .setParameter(2, hand.message().place.seq())
                .setParameter(3, pinned)
                .executeUpdate();
        return changed(hand);
    }

    private void empty(long room, long seq) {
        entities.createNativeQuery("""
                update message set body = '', html = '', html_version = ?3, mentions = '{}', pinned_at = null, deleted = true
                where room_id = ?1 and seq = ?2""")
                .setParameter(1, room)
                .setParameter(2, seq)
                .setParameter(3, Markdown.RENDERER_VERSION)
                .executeUpdate();
        reactions.removeAll(room, seq);
        attachments.removeOf(room, seq);
        earlier.removeAll(room, seq);
    }

    private Amended changed(Hand hand) {
        var place = hand.message().place;
        entities.createNativeQuery("""
                with moved as (update room set version = version + 1 where id = ?1 returning version)
                update message set version = moved.version from moved where room_id = ?1 and seq = ?2""")
                .setParameter(1, place.room())
                .setParameter(2, place.seq())
                .executeUpdate();
        entities.clear();
        return new Amended(messageHistory.one(place.room(), place.seq()), true);
    }

    private Amended unchanged(Hand hand) {
        return new Amended(
                messageHistory.one(
                        hand.message().place.room(), hand.message().place.seq()),
                false);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
