package chat.parley.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/** Checks whether a stream is plain text: valid UTF-8 without control characters. */
final class TextCheck {

    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(8192);
    private final CharBuffer chars = CharBuffer.allocate(8192);
    private boolean sound = true;

    private TextCheck() {}

    /** Copies what is left, and says what it was. */
    static boolean copy(PeekableInput from, OutputStream to) throws IOException {
        var check = new TextCheck();
        for (var piece = from.peek(4096); piece.length > 0; piece = from.peek(4096)) {
            from.copy(piece.length, to);
            check.look(piece, false);
        }
        check.look(new byte[0], true);
        return check.sound;
    }

    /** What of a character has come is kept for its rest. */
    private void look(byte[] piece, boolean last) {
        if (!sound) {
            return;
        }
        bytes.put(piece).flip();
        sound = !decoder.decode(bytes, chars.clear(), last).isError()
                && chars.flip().chars().allMatch(TextCheck::shown);
        bytes.compact();
    }

    private static boolean shown(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || character == '\f'
                || !Character.isISOControl(character);
    }
}
