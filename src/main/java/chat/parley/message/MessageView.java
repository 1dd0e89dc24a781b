package chat.parley.message;

import java.time.Instant;
import java.util.List;

import chat.parley.account.Account;
import chat.parley.account.AvatarPath;
import chat.parley.attachment.AttachmentView;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The current state of a message, the same for everyone who may read it.
 *
 * @param body the Markdown that was typed; empty once deleted
 * @param html its sanitized rendering
 * @param editedAt null if it was never edited
 * @param clientId the id that the client of the author chose, to recognize a retry
 * @param replyTo the place of the message that it answers, or null
 * @param mentions the mentioned usernames, each once; "room" is everyone in the room
 * @param reactions in the order in which each was first added
 */
@RegisterForReflection(
        targets = {MessageView.class, MessageView.Author.class, MessageView.Reaction.class, AttachmentView.class})
public record MessageView(
        long room,
        long seq,
        long version,
        Author author,
        String body,
        String html,
        Instant createdAt,
        Instant editedAt,
        boolean deleted,
        String clientId,
        Long replyTo,
        List<String> mentions,
        List<Reaction> reactions,
        List<AttachmentView> attachments,
        boolean pinned) {

    /**
     * The author of a message, with the current name and picture.
     *
     * @param picture URL of the avatar; null if there is none
     * @param ambiguousName whether the display name looks like that of another account, so that the username must be
     *        shown too
     */
    public record Author(
            String username,
            String displayName,
            String picture,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean ambiguousName) {

        static Author of(Account account) {
            return new Author(
                    account.username, account.displayName, AvatarPath.of(account.avatar), account.ambiguousName);
        }
    }

    /** One emoji, and the usernames that reacted with it, in the order of their reactions. */
    public record Reaction(String emoji, List<String> users) {}

    static MessageView posted(
            PendingMessage pending,
            List<AttachmentView> attachments,
            long seq,
            long version,
            Author author,
            Instant at) {
        var draft = pending.draft();
        return new MessageView(
                draft.room(),
                seq,
                version,
                author,
                draft.body(),
                pending.text().html(),
                at,
                null,
                false,
                draft.clientId(),
                draft.replyTo(),
                pending.text().mentions(),
                List.of(),
                attachments,
                false);
    }

    static MessageView of(Message message, String html, List<Reaction> reactions, List<AttachmentView> attachments) {
        return new MessageView(
                message.id().room(),
                message.id().seq(),
                message.version(),
                message.author(),
                message.body(),
                html,
                message.createdAt(),
                message.editedAt(),
                message.deleted(),
                message.clientId(),
                message.replyTo(),
                message.mentions(),
                reactions,
                attachments,
                message.pinnedAt() != null);
    }

    /** An empty message, from which pages render the template of a message. */
    public static MessageView blank() {
        return new MessageView(
                0,
                0,
                0,
                new Author("", "", null, false),
                "",
                "",
                Instant.EPOCH,
                null,
                false,
                "",
                null,
                List.of(),
                List.of(),
                List.of(),
                false);
    }
}
