package chat.parley.attachment.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream with lookahead that can be copied or skipped and is never held in memory as a whole. Not thread-safe. */
public final class PeekableInput {

    /** Maximum lookahead: the longest segment of a JPEG and its marker. */
    static final int MAX_PEEK_BYTES = 65_536 + 16;

    private final InputStream in;
    private final byte[] buffer = new byte[2 * MAX_PEEK_BYTES];
    private int start;
    private int end;

    public PeekableInput(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the next bytes without reading them; fewer at the end of the file.
     *
     * @param count at most {@link #MAX_PEEK_BYTES}
     */
    byte[] peek(int count) throws IOException {
        fill(count);
        return Arrays.copyOfRange(buffer, start, start + Math.min(count, end - start));
    }

    /** Returns the byte at a distance without reading it; -1 after the end. */
    int peekAt(int distance) throws IOException {
        fill(distance + 1);
        return start + distance < end ? buffer[start + distance] & 0xff : -1;
    }

    /** Returns two bytes at a distance, in big-endian order, without reading them; -1 after the end. */
    int peekShort(int distance) throws IOException {
        var low = peekAt(distance + 1);
        return low < 0 ? -1 : peekAt(distance) << 8 | low;
    }

    /** Reads the next byte; -1 at the end. */
    int read() throws IOException {
        var next = peekAt(0);
        start = next < 0 ? start : start + 1;
        return next;
    }

    /** The number of buffered bytes, at most {@code limit}. Blocks until there is at least one, except at the end. */
    int available(int limit) throws IOException {
        fill(1);
        return Math.min(limit, end - start);
    }

    /** Copies bytes, up to the end of the file. */
    void copy(long bytes, OutputStream to) throws IOException {
        for (var left = bytes; left > 0 && peekAt(0) >= 0; ) {
            var count = (int) Math.min(left, end - start);
            to.write(buffer, start, count);
            start += count;
            left -= count;
        }
    }

    void copyRest(OutputStream to) throws IOException {
        copy(Long.MAX_VALUE, to);
    }

    /** Skips bytes, up to the end of the file. */
    void skip(long count) throws IOException {
        copy(count, OutputStream.nullOutputStream());
    }

    void skipRest() throws IOException {
        skip(Long.MAX_VALUE);
    }

    /** Fills the buffer with this number of bytes, or fewer at the end of the file. */
    private void fill(int count) throws IOException {
        if (count > MAX_PEEK_BYTES) {
            throw new EOFException("Cannot peek beyond the buffer");
        }
        while (end - start < count) {
            if (buffer.length - start < count || start == end) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            var read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return;
            }
            end += read;
        }
    }
}
