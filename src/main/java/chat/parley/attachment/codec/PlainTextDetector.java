package chat.parley.attachment.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/** Checks whether a stream is plain text: valid UTF-8 without control characters. */
final class PlainTextDetector {

    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(8192);
    private final CharBuffer chars = CharBuffer.allocate(8192);
    private boolean isText = true;

    private PlainTextDetector() {}

    /**
     * Copies the rest of a stream.
     *
     * @return whether it is plain text
     */
    static boolean copy(PeekableInput from, OutputStream to) throws IOException {
        var check = new PlainTextDetector();
        for (var piece = from.peek(4096); piece.length > 0; piece = from.peek(4096)) {
            from.copy(piece.length, to);
            check.check(piece, false);
        }
        check.check(new byte[0], true);
        return check.isText;
    }

    /** Decodes the bytes. Keeps the bytes of an incomplete character for the next call. */
    private void check(byte[] piece, boolean last) {
        if (!isText) {
            return;
        }
        bytes.put(piece).flip();
        isText = !decoder.decode(bytes, chars.clear(), last).isError()
                && chars.flip().chars().allMatch(PlainTextDetector::isTextCharacter);
        bytes.compact();
    }

    private static boolean isTextCharacter(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || character == '\f'
                || !Character.isISOControl(character);
    }
}
