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
     * @param fileName as the client wrote it, null where it wrote none
     * @param content good until the next part is asked for
     */
    public record Part(String name, String fileName, InputStream content) {}

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)^multipart/form-data\\s*;.*?\\bboundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200})).*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^\\s;]+))");
    /** The headers of a part: more of them, before anything of it comes, is an attack on our memory. */
    private static final int MAX_HEADER_BYTES = 16_384;

    private final InputStream body;
    private final MultipartParser parser;
    /** What the parser has found in the last piece: a part's headers, bytes of it, {@link #END} for its end. */
    private final Queue<Object> found = new ArrayDeque<>();

    private final byte[] piece = new byte[8192];
    private int unanswered;

    private static final Object END = new Object();

    /** The beginning of a part. */
    private record Head(String disposition) {}

    private Multipart(InputStream body, byte[] boundary) {
        this.body = body;
        this.parser = new MultipartParser(boundary, new Finds());
    }

    /** @throws ApiException with 400 when the body is not said to be such a form */
    public static Multipart of(String contentType, InputStream body) {
        var boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.matches()) {
            throw broken();
        }
        return new Multipart(
                body,
                Optional.ofNullable(boundary.group(1)).orElse(boundary.group(2)).getBytes(UTF_8));
    }

    /**
     * The next part, of which nothing has been read yet; what is left of the one before is passed over. None behind the last.
     *
     * @throws ApiException with 400 when the form is not written as forms are
     */
    public Optional<Part> next() throws IOException {
        while (!(look() instanceof Head)) {
            if (found.poll() == null) {
                return Optional.empty();
            }
        }
        var disposition = ((Head) found.remove()).disposition();
        var name = NAME.matcher(disposition);
        return Optional.of(new Part(
                name.find() ? Optional.ofNullable(name.group(1)).orElse(name.group(2)) : "",
                FileName.said(disposition),
                new Content()));
    }

    /** What comes next, which stays to be taken; null behind the end of the form. */
    private Object look() throws IOException {
        while (found.isEmpty() && !parser.isComplete()) {
            feed();
        }
        return found.peek();
    }

    private void feed() throws IOException {
        var read = body.read(piece);
        unanswered += Math.max(read, 0);
        if (read < 0 || unanswered > MAX_HEADER_BYTES) {
            throw broken();
        }
        try {
            parser.parse(ByteBuffer.wrap(piece, 0, read));
        } catch (IOException malformed) {
            throw broken();
        }
    }

    private static ApiException broken() {
        return ApiException.badInput("file", ProblemMessages::notForm);
    }

    /** Takes over what the parser finds: it uses its buffers again. */
    private final class Finds implements MultipartParser.Listener {

        @Override
        public void begin(String disposition) {
            unanswered = 0;
            found.add(new Head(disposition == null ? "" : disposition));
        }

        @Override
        public void data(ByteBuffer bytes) {
            unanswered = 0;
            if (bytes.hasRemaining()) {
                var copy = ByteBuffer.allocate(bytes.remaining());
                found.add(copy.put(bytes).flip());
            }
        }

        @Override
        public void end() {
            found.add(END);
        }
    }

    /** The bytes of the part that is first in the queue. */
    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int at, int most) throws IOException {
            if (!(look() instanceof ByteBuffer bytes)) {
                return -1;
            }
            var taken = Math.min(most, bytes.remaining());
            bytes.get(to, at, taken);
            if (!bytes.hasRemaining()) {
                found.remove();
            }
            return taken;
        }
    }
}
