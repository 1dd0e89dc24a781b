package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import chat.parley.attachment.AttachmentService;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.markdown.Emoji;
import chat.parley.markdown.Markdown;
import chat.parley.markdown.Markdown.Rendered;
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

    /** Pinned messages of a room. */
    private static final int MAX_PINS = 100;

    /**
     * A message after a request to change it.
     *
     * @param changed whether the request changed it
     * @param mentioned usernames that an edit has added to the mentions
     */
    record EditResult(MessageView message, boolean changed, List<String> mentioned) {}

    /** A message of a locked room, and the permissions of the user who changes it. */
    private record EditContext(long viewer, RoomPermissions permissions, Message message) {

        boolean isOwn() {
            return message.authorId() == viewer;
        }

        /** @throws ApiException with 409 if the message was deleted */
        EditContext requireNotDeleted() {
            if (message.deleted()) {
                throw ApiException.conflict(ProblemMessages::messageDeleted);
            }
            return this;
        }
    }

    private final Access access;
    private final MessageDao messages;
    private final MessageHistory messageHistory;
    private final Reactions reactions;
    private final MessageVersions versions;
    private final AttachmentService attachments;
    private final AuditLog audit;
    private final EntityManager entities;

    MessageEditor(
            Access access,
            MessageDao messages,
            MessageHistory messageHistory,
            Reactions reactions,
            MessageVersions versions,
            AttachmentService attachments,
            AuditLog audit,
            EntityManager entities) {
        this.access = access;
        this.messages = messages;
        this.messageHistory = messageHistory;
        this.reactions = reactions;
        this.versions = versions;
        this.attachments = attachments;
        this.audit = audit;
        this.entities = entities;
    }

    EditResult edit(long viewer, long room, long seq, String body, Rendered text) {
        var context = lock(viewer, room, seq).requireNotDeleted();
        if (!context.isOwn()) {
            throw ApiException.forbidden(ProblemMessages::authorOnly);
        }
        if (context.message().body().equals(body)) {
            return unchanged(context);
        }
        Draft.validBody(body, !context.message().hasAttachments());
        if (versions.count(room, seq) >= MessageVersions.MAX_VERSIONS_PER_MESSAGE) {
            throw ApiException.conflict(words -> words.tooManyEdits(MessageVersions.MAX_VERSIONS_PER_MESSAGE));
        }
        versions.save(context.message());
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
        var before = Set.copyOf(context.message().mentions());
        return changed(
                context,
                text.mentions().stream().filter(name -> !before.contains(name)).toList());
    }

    EditResult delete(long viewer, boolean admin, long room, long seq) {
        var context = lock(viewer, room, seq);
        if (!context.isOwn()) {
            context.permissions().requireDeleteMessages(admin);
        }
        if (context.message().deleted()) {
            return unchanged(context);
        }
        clear(room, seq);
        if (!context.isOwn()) {
            var message = context.message();
            audit.record(
                    viewer,
                    AuditEvent.of(
                                    AuditAction.MESSAGE_DELETED,
                                    AuditTarget.account(
                                            message.authorId(), message.author().username()))
                            .inRoom(room)
                            .onMessage(seq));
        }
        return changed(context);
    }

    /** @param emoji as returned by {@link Emoji#written} */
    EditResult react(long viewer, long room, long seq, String emoji) {
        var context = lock(viewer, room, seq).requireNotDeleted();
        context.permissions().requireReact();
        var id = new MessageId(room, seq);
        var existing = reactions.of(id);
        if (existing.size() >= Reactions.MAX_EMOJI_PER_MESSAGE
                && existing.stream().noneMatch(reaction -> reaction.emoji().equals(emoji))) {
            throw ApiException.conflict(words -> words.tooManyReactions(Reactions.MAX_EMOJI_PER_MESSAGE));
        }
        return reactions.add(room, seq, emoji, viewer) ? changed(context) : unchanged(context);
    }

    EditResult removeReaction(long viewer, long room, long seq, String emoji) {
        var context = lock(viewer, room, seq);
        return reactions.remove(room, seq, emoji, viewer) ? changed(context) : unchanged(context);
    }

    EditResult pin(long viewer, long room, long seq) {
        var context = lock(viewer, room, seq).requireNotDeleted();
        context.permissions().requirePin();
        if (context.message().pinnedAt() != null) {
            return unchanged(context);
        }
        if (messages.countPinned(room) >= MAX_PINS) {
            throw ApiException.conflict(words -> words.tooManyPins(MAX_PINS));
        }
        return setPinned(context, true);
    }

    EditResult unpin(long viewer, long room, long seq) {
        var context = lock(viewer, room, seq);
        context.permissions().requirePin();
        return context.message().pinnedAt() == null ? unchanged(context) : setPinned(context, false);
    }

    /** Locks the room first, and then reads the permissions and the message, which cannot change until the commit. */
    private EditContext lock(long viewer, long room, long seq) {
        Room.lock(room);
        var permissions = access.permissions(viewer, room).requireNotArchived();
        return new EditContext(
                viewer, permissions, messages.find(room, seq).orElseThrow(MessageHistory::messageNotFound));
    }

    private EditResult setPinned(EditContext context, boolean pinned) {
        entities.createNativeQuery(
                        "update message set pinned_at = case when ?3 then clock_timestamp() end where room_id = ?1 and seq = ?2")
                .setParameter(1, context.message().id().room())
                .setParameter(2, context.message().id().seq())
                .setParameter(3, pinned)
                .executeUpdate();
        return changed(context);
    }

    private void clear(long room, long seq) {
        entities.createNativeQuery("""
                update message set body = '', html = '', html_version = ?3, mentions = '{}', pinned_at = null, deleted = true
                where room_id = ?1 and seq = ?2""")
                .setParameter(1, room)
                .setParameter(2, seq)
                .setParameter(3, Markdown.RENDERER_VERSION)
                .executeUpdate();
        reactions.removeAll(room, seq);
        attachments.removeOf(room, seq);
        versions.removeAll(room, seq);
    }

    private EditResult changed(EditContext context) {
        return changed(context, List.of());
    }

    private EditResult changed(EditContext context, List<String> mentioned) {
        var id = context.message().id();
        entities.createNativeQuery("""
                with moved as (update room set version = version + 1 where id = ?1 returning version)
                update message set version = moved.version from moved where room_id = ?1 and seq = ?2""")
                .setParameter(1, id.room())
                .setParameter(2, id.seq())
                .executeUpdate();
        entities.clear();
        return new EditResult(messageHistory.one(id.room(), id.seq()), true, mentioned);
    }

    private EditResult unchanged(EditContext context) {
        return new EditResult(
                messageHistory.one(
                        context.message().id().room(), context.message().id().seq()),
                false,
                List.of());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
