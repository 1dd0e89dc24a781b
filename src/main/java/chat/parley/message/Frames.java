package chat.parley.message;

import java.io.UncheckedIOException;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import chat.parley.backplane.Hint;

/** Encodes what is told of a message: once, for everyone. */
@ApplicationScoped
public class Frames {

    private final ObjectMapper json;

    Frames(ObjectMapper json) {
        this.json = json;
    }

    public Hint hint(MessageView message) {
        try {
            return new Hint(message.room(), message.version(), json.writeValueAsBytes(MessageChanged.to(message)));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("A message cannot be written as JSON", broken);
        }
    }
}
