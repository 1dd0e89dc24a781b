package chat.parley.realtime;

import chat.parley.message.MessageFrames;

/** The frame of a message without its contents, encoded on first use and shared by all receivers. */
final class TruncatedFrame {

    private final Frame whole;
    private Frame brief;

    /** @param whole the frame of a message */
    TruncatedFrame(Frame whole) {
        this.whole = whole;
    }

    synchronized Frame get() {
        if (brief == null) {
            brief = new Frame(MessageFrames.truncated(whole.utf8()));
        }
        return brief;
    }
}
