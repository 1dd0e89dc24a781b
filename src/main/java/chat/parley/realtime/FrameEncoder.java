package chat.parley.realtime;

import java.io.UncheckedIOException;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.realtime.transport.Frame;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Encodes events as frames. */
@ApplicationScoped
class FrameEncoder {

    private final ObjectMapper json;

    FrameEncoder(ObjectMapper json) {
        this.json = json;
    }

    /** Encodes an event as JSON. */
    Frame frame(ServerEvent event) {
        try {
            return new Frame(json.writeValueAsBytes(event));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("Writing an event as JSON failed", failure);
        }
    }
}
