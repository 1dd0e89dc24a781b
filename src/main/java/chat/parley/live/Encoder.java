package chat.parley.live;

import java.io.UncheckedIOException;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Events as frames. */
@ApplicationScoped
class Encoder {

    private final ObjectMapper json;

    Encoder(ObjectMapper json) {
        this.json = json;
    }

    Frame frame(Event event) {
        try {
            return new Frame(json.writeValueAsBytes(event));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("An event cannot be written as JSON", broken);
        }
    }
}
