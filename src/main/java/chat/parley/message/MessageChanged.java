package chat.parley.message;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The event for a message that was posted, edited, deleted or reacted to, with its current state. */
@RegisterForReflection
public record MessageChanged(String type, long room, long seq, long version, MessageView message) {

    public static MessageChanged to(MessageView message) {
        return new MessageChanged("message", message.room(), message.seq(), message.version(), message);
    }
}
