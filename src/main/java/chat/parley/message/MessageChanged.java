package chat.parley.message;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The frame that tells of a message as it now is: posted, edited, deleted or reacted to. */
@RegisterForReflection
public record MessageChanged(String type, long room, long seq, long version, MessageView message) {

    public static MessageChanged to(MessageView message) {
        return new MessageChanged("message", message.room(), message.seq(), message.version(), message);
    }
}
