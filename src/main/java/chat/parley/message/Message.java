package chat.parley.message;

import java.time.Instant;
import java.util.List;

/**
 * A stored message with the current name and picture of its author. {@link MessageDao} reads it; only the classes behind
 * {@link MessageLog} write messages.
 *
 * @param version the room's version as of the latest change to this message
 * @param authorId the id of the author's account
 * @param html the sanitized HTML; null if an older version of the renderer created it. Outdated HTML is not loaded,
 *        because its size is not bounded ({@link RenderingService})
 * @param replyTo the place of the message that it answers, or null
 * @param editedAt null if it was never edited
 * @param mentions the mentioned usernames, each once; "room" is everyone in the room
 * @param pinnedAt null if the message is not pinned
 * @param hasReactions whether there are rows to read in {@link Reactions}
 * @param hasAttachments whether files belong to it
 */
record Message(
        MessageId id,
        long version,
        long authorId,
        MessageView.Author author,
        String clientId,
        String body,
        String html,
        Long replyTo,
        Instant createdAt,
        Instant editedAt,
        boolean deleted,
        List<String> mentions,
        Instant pinnedAt,
        boolean hasReactions,
        boolean hasAttachments) {}
