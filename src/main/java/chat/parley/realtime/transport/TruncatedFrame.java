package chat.parley.realtime.transport;

import chat.parley.message.MessageFrames;

/** The frame of a message without its contents, encoded on first use and shared by all receivers. */
public final class TruncatedFrame {

    private final Frame complete;
    private Frame truncated;

    /** @param complete the complete frame */
    public TruncatedFrame(Frame complete) {
        this.complete = complete;
    }

    synchronized Frame get() {
        if (truncated == null) {
            truncated = new Frame(MessageFrames.truncated(complete.utf8()));
        }
        return truncated;
    }
}
