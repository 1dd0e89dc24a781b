package chat.parley.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

import chat.parley.ProblemWords;
import chat.parley.Refusal;

/** A body that must keep coming, and must end: who sends it a byte at a time would hold one of our threads for ever. */
final class PacedInput extends FilterInputStream {

    /** A telephone on a bad day is faster. */
    private static final long BYTES_A_SECOND = 16 * 1024;
    private static final long GRACE_S = 30;

    private final LongSupplier nanos;
    private final long began;
    private final long most;
    private long read;

    /**
     * @param most bytes that it may have
     * @param nanos {@link System#nanoTime}
     */
    PacedInput(InputStream in, long most, LongSupplier nanos) {
        super(in);
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws Refusal with 413 when it has more than it may, with 408 when it comes too slowly */
    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        var count = super.read(to, at, length);
        read += Math.max(count, 0);
        if (read > most) {
            throw Refusal.tooLarge(ProblemWords::fileTooLarge);
        }
        if ((nanos.getAsLong() - began) / 1_000_000_000 > GRACE_S + read / BYTES_A_SECOND) {
            throw Refusal.tooSlow();
        }
        return count;
    }
}
