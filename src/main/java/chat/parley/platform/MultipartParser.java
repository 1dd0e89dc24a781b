package chat.parley.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.ParseState;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.PartHandler;

/**
 * The parser of RESTEasy Reactive for multipart bodies, fed piece by piece. Its public API writes each part to a file
 * before a resource method sees any of it. {@code UploadTest} fails when it changes. Not thread-safe.
 */
public final class MultipartParser {

    /** Receives what the parser finds. The buffers are used again after each call. */
    public interface Listener {

        /** @param disposition the header {@code Content-Disposition} of the part, null where it has none */
        void begin(String disposition);

        void data(ByteBuffer bytes);

        void end();
    }

    private final ParseState state;

    public MultipartParser(byte[] boundary, Listener listener) {
        state = org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.beginParse(
                new Parts(listener), boundary, UTF_8.name());
    }

    /** Whether the end of the last part was read. */
    public boolean isComplete() {
        return state.isComplete();
    }

    /**
     * Reads the next piece of the body.
     *
     * @throws IOException when the body is malformed
     */
    public void parse(ByteBuffer piece) throws IOException {
        try {
            state.parse(piece);
        } catch (RuntimeException malformed) {
            // The parser's own exception is not public.
            throw new IOException("malformed multipart body", malformed);
        }
    }

    private record Parts(Listener listener) implements PartHandler {

        @Override
        public void beginPart(CaseInsensitiveMap<String> headers) {
            listener.begin(headers.getFirst("Content-Disposition"));
        }

        @Override
        public void data(ByteBuffer bytes) {
            listener.data(bytes);
        }

        @Override
        public void endPart() {
            listener.end();
        }
    }
}
