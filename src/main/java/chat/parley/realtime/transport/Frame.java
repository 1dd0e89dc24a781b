package chat.parley.realtime.transport;

import java.nio.charset.StandardCharsets;

/**
 * An encoded frame, shared by all receivers.
 *
 * @param utf8 the text; must not be modified
 */
public record Frame(byte[] utf8) {

    /** A larger first frame is sent in pieces, so that the network buffer holds one or two of them and not the whole frame. */
    static final int MAX_PIECE_BYTES = 65_536;

    /** A frame with this text. */
    public static Frame of(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8));
    }

    int bytes() {
        return utf8.length;
    }

    /** The end, exclusive, of the piece that starts at a byte. It is never within a character. */
    int endOfPiece(int from) {
        var end = Math.min(utf8.length, from + MAX_PIECE_BYTES);
        while (end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
