package chat.parley.attachment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream with lookahead that can be copied or skipped and is never held in memory as a whole. Not thread-safe. */
public final class PeekableInput {

    /** How far one can look ahead: the longest segment of a JPEG, and what stands before it. */
    static final int MAX_PEEK_BYTES = 65_536 + 16;

    private final InputStream in;
    private final byte[] held = new byte[2 * MAX_PEEK_BYTES];
    private int at;
    private int end;

    public PeekableInput(InputStream in) {
        this.in = in;
    }

    /** The next bytes, which stay to be read; fewer where the file ends before. */
    byte[] peek(int count) throws IOException {
        fill(count);
        return Arrays.copyOfRange(held, at, at + Math.min(count, end - at));
    }

    /** The byte at that distance, which stays to be read; -1 beyond the end. */
    int peekAt(int distance) throws IOException {
        fill(distance + 1);
        return at + distance < end ? held[at + distance] & 0xff : -1;
    }

    /** Two bytes at that distance, the higher first, which stay to be read; -1 beyond the end. */
    int peekShort(int distance) throws IOException {
        var low = peekAt(distance + 1);
        return low < 0 ? -1 : peekAt(distance) << 8 | low;
    }

    /** The next byte; -1 at the end. */
    int read() throws IOException {
        var next = peekAt(0);
        at = next < 0 ? at : at + 1;
        return next;
    }

    /** How many bytes are there without waiting for more than one, at most as many as asked for. */
    int ahead(int most) throws IOException {
        fill(1);
        return Math.min(most, end - at);
    }

    /** Copies that many bytes, or as many as there are. */
    void copy(long count, OutputStream to) throws IOException {
        for (var left = count; left > 0 && peekAt(0) >= 0; ) {
            var piece = (int) Math.min(left, end - at);
            to.write(held, at, piece);
            at += piece;
            left -= piece;
        }
    }

    void copyRest(OutputStream to) throws IOException {
        copy(Long.MAX_VALUE, to);
    }

    /** Passes over that many bytes, or as many as there are. */
    void skip(long count) throws IOException {
        copy(count, OutputStream.nullOutputStream());
    }

    void skipRest() throws IOException {
        skip(Long.MAX_VALUE);
    }

    /** Looks for as many bytes as are asked for; there may be fewer. */
    private void fill(int count) throws IOException {
        if (count > MAX_PEEK_BYTES) {
            throw new EOFException("Cannot peek beyond the buffer");
        }
        while (end - at < count) {
            if (held.length - at < count || at == end) {
                System.arraycopy(held, at, held, 0, end - at);
                end -= at;
                at = 0;
            }
            var read = in.read(held, end, held.length - end);
            if (read < 0) {
                return;
            }
            end += read;
        }
    }
}
