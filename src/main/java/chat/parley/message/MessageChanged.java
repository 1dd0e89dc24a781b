package chat.parley.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The event for a message that was posted, edited, deleted or reacted to, with its current state.
 *
 * @param mentioned what this edit has added to the mentions: usernames, or {@code room} for all members; empty for
 *        other changes
 */
@RegisterForReflection
record MessageChanged(
        String type,
        long room,
        long seq,
        long version,
        MessageView message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mentioned) {

    static MessageChanged to(MessageView message, List<String> mentioned) {
        return new MessageChanged(
                "message", message.room(), message.seq(), message.version(), message, List.copyOf(mentioned));
    }
}
