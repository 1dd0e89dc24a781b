package chat.parley.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

import chat.parley.attachment.TransferSlots.Transfer;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * A request body with a minimum rate and a maximum duration, because a client that sends one byte at a time would hold
 * a thread forever. One thread reads; another may abort it.
 */
final class MinimumRateInput extends FilterInputStream implements Transfer {

    private final TransferRate transferRate;
    private final long maxBytes;
    private long read;
    /** The thread that waits for bytes, or null. Guarded by this, like {@code aborted}. */
    private Thread waiting;

    private boolean aborted;

    /**
     * @param maxBytes the largest size of the body, in bytes
     *
     * @param nanos {@link System#nanoTime}
     */
    public MinimumRateInput(InputStream in, long maxBytes, LongSupplier nanos) {
        super(in);
        this.transferRate = new TransferRate(nanos);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    /**
     * Reads bytes; blocks.
     *
     * @throws ApiException with 413 if the body is too large, with 408 if the client is too slow
     */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        var count = readUnlessAborted(to, offset, length);
        read += Math.max(count, 0);
        if (read > maxBytes) {
            throw ApiException.tooLarge(ProblemMessages::fileTooLarge);
        }
        return count;
    }

    @Override
    public TransferRate rate() {
        return transferRate;
    }

    /** Interrupts the reading thread only while it waits for the client, not while it processes bytes. */
    @Override
    public synchronized void abort() {
        aborted = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private int readUnlessAborted(byte[] to, int offset, int length) throws IOException {
        begin();
        var count = 0;
        try {
            count = super.read(to, offset, length);
            return count;
        } catch (InterruptedIOException interrupted) {
            throw ApiException.tooSlow();
        } finally {
            end(Math.max(count, 0));
        }
    }

    private synchronized void begin() {
        checkRate();
        waiting = Thread.currentThread();
        transferRate.begin();
    }

    /** Clears the interrupt of {@link #abort}, because other requests use the thread afterwards. */
    private synchronized void end(int count) {
        transferRate.end(count);
        waiting = null;
        if (aborted) {
            Thread.interrupted();
        }
    }

    private void checkRate() {
        if (aborted || transferRate.isTooSlow()) {
            throw ApiException.tooSlow();
        }
    }
}
