package chat.parley.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;

import chat.parley.platform.MultipartParser;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Reads the parts of a multipart form one after the other, with the parser of RESTEasy Reactive. Not thread-safe. */
public final class Multipart {

    /**
     * A part of the form.
     *
     * @param fileName as the client sent it; null if there is none
     * @param content valid until the next call of {@link #next}
     */
    public record Part(String name, String fileName, InputStream content) {}

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)^multipart/form-data\\s*;.*?\\bboundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200})).*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^\\s;]+))");
    /** Bounds the headers of a part, which the parser keeps in memory. */
    private static final int MAX_HEADER_BYTES = 16_384;

    private final InputStream body;
    private final MultipartParser parser;
    /** The parsed events of the last read: the head of a part, its bytes, and {@link #END} for its end. */
    private final Queue<Object> events = new ArrayDeque<>();

    private final byte[] buffer = new byte[8192];
    private int bytesWithoutEvent;

    private static final Object END = new Object();

    /** The beginning of a part. */
    private record Head(String disposition) {}

    private Multipart(InputStream body, byte[] boundary) {
        this.body = body;
        this.parser = new MultipartParser(boundary, new EventCollector());
    }

    /**
     * Starts to read a form.
     *
     * @param contentType the header {@code Content-Type}; may be null
     * @throws ApiException with 400 if it is not that of a multipart form
     */
    public static Multipart of(String contentType, InputStream body) {
        var boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.matches()) {
            throw malformedForm();
        }
        return new Multipart(
                body,
                Optional.ofNullable(boundary.group(1)).orElse(boundary.group(2)).getBytes(UTF_8));
    }

    /**
     * Returns the next part, and skips the rest of the previous one; empty after the last part.
     *
     * @throws ApiException with 400 if the form is malformed
     */
    public Optional<Part> next() throws IOException {
        while (!(peek() instanceof Head)) {
            if (events.poll() == null) {
                return Optional.empty();
            }
        }
        var disposition = ((Head) events.remove()).disposition();
        var name = NAME.matcher(disposition);
        return Optional.of(new Part(
                name.find() ? Optional.ofNullable(name.group(1)).orElse(name.group(2)) : "",
                FileName.declared(disposition),
                new Content()));
    }

    /** The next event, which stays in the queue; null after the end of the form. */
    private Object peek() throws IOException {
        while (events.isEmpty() && !parser.isComplete()) {
            feed();
        }
        return events.peek();
    }

    private void feed() throws IOException {
        var read = body.read(buffer);
        bytesWithoutEvent += Math.max(read, 0);
        if (read < 0 || bytesWithoutEvent > MAX_HEADER_BYTES) {
            throw malformedForm();
        }
        try {
            parser.parse(ByteBuffer.wrap(buffer, 0, read));
        } catch (IOException malformed) {
            throw malformedForm();
        }
    }

    private static ApiException malformedForm() {
        return ApiException.badInput("file", ProblemMessages::multipartRequired);
    }

    /** Collects the events of the parser. Copies the bytes, because the parser reuses its buffers. */
    private final class EventCollector implements MultipartParser.Listener {

        @Override
        public void begin(String disposition) {
            bytesWithoutEvent = 0;
            events.add(new Head(disposition == null ? "" : disposition));
        }

        @Override
        public void data(ByteBuffer bytes) {
            bytesWithoutEvent = 0;
            if (bytes.hasRemaining()) {
                var copy = ByteBuffer.allocate(bytes.remaining());
                events.add(copy.put(bytes).flip());
            }
        }

        @Override
        public void end() {
            events.add(END);
        }
    }

    /** The bytes of the part that is first in the queue. */
    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (!(peek() instanceof ByteBuffer bytes)) {
                return -1;
            }
            var count = Math.min(length, bytes.remaining());
            bytes.get(to, offset, count);
            if (!bytes.hasRemaining()) {
                events.remove();
            }
            return count;
        }
    }
}
