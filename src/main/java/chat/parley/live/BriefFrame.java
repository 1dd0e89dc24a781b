package chat.parley.live;

import chat.parley.message.Frames;

/** The frame of a message without its contents, encoded once for all who get it, and only when somebody does. */
final class BriefFrame {

    private final Frame whole;
    private Frame brief;

    /** @param whole the frame of a message */
    BriefFrame(Frame whole) {
        this.whole = whole;
    }

    synchronized Frame get() {
        if (brief == null) {
            brief = new Frame(Frames.truncated(whole.utf8()));
        }
        return brief;
    }
}
