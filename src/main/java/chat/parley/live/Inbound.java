package chat.parley.live;

import io.github.bucket4j.Bucket;

/** What one socket may send. Used by the socket's event loop alone. */
final class Inbound {

    /** Broken frames in a row after which it is no mistake any more. */
    private static final int MOST_BROKEN = 5;

    private final Client client;
    private final Bucket frames;
    private int broken;

    /** @param frames how many it may send; null for as many as it likes */
    Inbound(Client client, Bucket frames) {
        this.client = client;
        this.frames = frames;
    }

    Client client() {
        return client;
    }

    /** Counts a frame; false when it is one too many. */
    boolean mayCome() {
        return frames == null || frames.tryConsume(1);
    }

    void wasSound() {
        broken = 0;
    }

    /** Counts a frame that could not be taken; true when it is time to close. */
    boolean wasBroken() {
        return ++broken >= MOST_BROKEN;
    }
}
