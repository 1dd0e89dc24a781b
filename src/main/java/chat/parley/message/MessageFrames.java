package chat.parley.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.backplane.RoomUpdate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Encodes message events, once for all receivers. Frames are bounded: a larger message is sent without its contents,
 * marked as {@code truncated}, and clients fetch it. Thread-safe.
 */
@ApplicationScoped
public class MessageFrames {

    /** A message of 4,000 letters takes 9 KB, of 4,000 Chinese characters 25 KB. */
    public static final int MAX_FRAME_BYTES = 32 * 1024;

    private static final ObjectMapper TREES = new ObjectMapper();

    private final ObjectMapper json;

    MessageFrames(ObjectMapper json) {
        this.json = json;
    }

    /** Encodes an event as UTF-8 JSON of at most {@link #MAX_FRAME_BYTES}. */
    public RoomUpdate updateOf(MessageView message) {
        return updateOf(message, List.of());
    }

    /** @param mentioned usernames that an edit has added to the mentions */
    RoomUpdate updateOf(MessageView message, List<String> mentioned) {
        try {
            var frame = json.writeValueAsBytes(MessageChanged.to(message, mentioned));
            return new RoomUpdate(
                    message.room(), message.version(), frame.length > MAX_FRAME_BYTES ? truncated(frame) : frame);
        } catch (JsonProcessingException invalid) {
            throw new UncheckedIOException("Writing a message as JSON failed", invalid);
        }
    }

    /**
     * Removes the body, HTML, reactions and files from an encoded event and marks it as {@code truncated}. The
     * author, time and mentions stay, so that clients can count the message; the result is at most 4 KB. Works on the
     * encoded frame, because a process receives messages of other processes only in this form, and keeps unknown
     * fields.
     *
     * @param frame a result of {@link #updateOf}, possibly of another release
     * @throws UncheckedIOException if the frame is not valid JSON
     */
    public static byte[] truncated(byte[] frame) {
        try {
            var event = (ObjectNode) TREES.readTree(frame);
            event.put("truncated", true);
            var message = event.withObject("/message").put("body", "").put("html", "");
            message.putArray("reactions");
            message.putArray("attachments");
            return TREES.writeValueAsBytes(event);
        } catch (IOException invalid) {
            throw new UncheckedIOException("A frame is not valid JSON", invalid);
        }
    }
}
