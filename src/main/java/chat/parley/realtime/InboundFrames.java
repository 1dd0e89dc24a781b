package chat.parley.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;

/** The receive state of one socket: its rate limits and typing rooms. Confined to the event loop of the socket. */
final class InboundFrames {

    /** Broken frames in a row after which it is no mistake any more. */
    private static final int MAX_INVALID_FRAMES = 5;
    /**
     * Maximum number of rooms in which one socket types at the same time. Above it the oldest is forgotten; reaching it
     * needs more frames than the rate limit allows.
     */
    private static final int MAX_TYPING_ROOMS = 32;

    private final Client client;
    private final Bucket frames;
    private final Supplier<Bucket> typing;
    private final Map<Long, Bucket> typedIn = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > MAX_TYPING_ROOMS;
        }
    };
    private int broken;

    /**
     * @param frames how many it may send; null for as many as it likes
     * @param typing how often others are told that it types in a room; what it gives may be null, for as often as it likes
     */
    InboundFrames(Client client, Bucket frames, Supplier<Bucket> typing) {
        this.client = client;
        this.frames = frames;
        this.typing = typing;
    }

    Client client() {
        return client;
    }

    /** Counts a frame; false when it is one too many. */
    boolean mayCome() {
        return frames == null || frames.tryConsume(1);
    }

    /** Counts that it types in a room; false when others were told so a moment ago. */
    boolean mayType(long room) {
        var bucket = typedIn.computeIfAbsent(room, first -> typing.get());
        return bucket == null || bucket.tryConsume(1);
    }

    void wasSound() {
        broken = 0;
    }

    /** Counts a frame that could not be taken; true when it is time to close. */
    boolean wasBroken() {
        return ++broken >= MAX_INVALID_FRAMES;
    }
}
