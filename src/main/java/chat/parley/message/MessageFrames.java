package chat.parley.message;

import java.io.IOException;
import java.io.UncheckedIOException;

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

    /** The frame, at most {@link #MAX_FRAME_BYTES} long. */
    public RoomUpdate hint(MessageView message) {
        try {
            var frame = json.writeValueAsBytes(MessageChanged.to(message));
            return new RoomUpdate(
                    message.room(), message.version(), frame.length > MAX_FRAME_BYTES ? truncated(frame) : frame);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("Writing a message as JSON failed", broken);
        }
    }

    /**
     * The same event without the message's contents: the body, the HTML, the reactions and the files are empty, and it is marked
     * as {@code truncated}. Who wrote it, when, and whom it mentions stays, so that clients can count it; at most 4 KB. It works on
     * the encoded frame, as a process has no more of what another process stored, and keeps fields that it does not know.
     *
     * @param frame of {@link #hint}, of this release or another
     */
    public static byte[] truncated(byte[] frame) {
        try {
            var event = (ObjectNode) TREES.readTree(frame);
            event.put("truncated", true);
            var message = event.withObject("/message").put("body", "").put("html", "");
            message.putArray("reactions");
            message.putArray("attachments");
            return TREES.writeValueAsBytes(event);
        } catch (IOException broken) {
            throw new UncheckedIOException("A frame is not valid JSON", broken);
        }
    }
}
