package chat.parley.realtime;

import chat.parley.message.MessageFrames;

/** The frame of a message without its contents, encoded on first use and shared by all receivers. */
final class TruncatedFrame {

    private final Frame whole;
    private Frame truncated;

    /** @param whole the complete frame */
    TruncatedFrame(Frame whole) {
        this.whole = whole;
    }

    synchronized Frame get() {
        if (truncated == null) {
            truncated = new Frame(MessageFrames.truncated(whole.utf8()));
        }
        return truncated;
    }
}
