package chat.parley.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;

/** The receive state of one socket: its rate limits and typing rooms. Confined to the event loop of the socket. */
final class InboundFrames {

    /** Number of consecutive invalid frames after which the socket is closed. */
    private static final int MAX_INVALID_FRAMES = 5;
    /**
     * Maximum number of rooms in which one socket types at the same time. Above it the oldest is evicted; reaching it
     * needs more frames than the rate limit allows.
     */
    private static final int MAX_TYPING_ROOMS = 32;

    private final Client client;
    private final Bucket frames;
    private final Supplier<Bucket> newTypingLimit;
    private final Map<Long, Bucket> typingByRoom = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > MAX_TYPING_ROOMS;
        }
    };
    private int invalidFrames;

    /**
     * @param frames the rate limit of frames; null for none
     * @param newTypingLimit creates the rate limit of typing events for one room; may return null for none
     */
    InboundFrames(Client client, Bucket frames, Supplier<Bucket> newTypingLimit) {
        this.client = client;
        this.frames = frames;
        this.newTypingLimit = newTypingLimit;
    }

    Client client() {
        return client;
    }

    /** Counts a frame. Returns false if the rate limit is exceeded. */
    boolean tryConsumeFrame() {
        return frames == null || frames.tryConsume(1);
    }

    /** Counts a typing event in a room. Returns false if the rate limit is exceeded. */
    boolean tryConsumeTyping(long room) {
        var bucket = typingByRoom.computeIfAbsent(room, id -> newTypingLimit.get());
        return bucket == null || bucket.tryConsume(1);
    }

    /** Resets the count of consecutive invalid frames. */
    void recordValid() {
        invalidFrames = 0;
    }

    /** Counts an invalid frame. Returns true if the socket should be closed. */
    boolean recordInvalid() {
        return ++invalidFrames >= MAX_INVALID_FRAMES;
    }
}
