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
public final class MinimumRateInput extends FilterInputStream implements Transfer {

    private final TransferRate transferRate;
    private final long most;
    private long read;
    /** The thread that waits for bytes; null while none does. Guarded by this, as is what follows. */
    private Thread waiting;

    private boolean cutOff;

    /**
     * @param most bytes that it may have
     * @param nanos {@link System#nanoTime}
     */
    public MinimumRateInput(InputStream in, long most, LongSupplier nanos) {
        super(in);
        this.transferRate = new TransferRate(nanos);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ApiException with 413 when it has more than it may, with 408 when it comes too slowly */
    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        var count = readUnlessCutOff(to, at, length);
        read += Math.max(count, 0);
        if (read > most) {
            throw ApiException.tooLarge(ProblemMessages::fileTooLarge);
        }
        return count;
    }

    @Override
    public TransferRate pace() {
        return transferRate;
    }

    /** Interrupts the thread only while it waits for the client, and never in what it does with the bytes. */
    @Override
    public synchronized void cutOff() {
        cutOff = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private int readUnlessCutOff(byte[] to, int at, int length) throws IOException {
        begin();
        var count = 0;
        try {
            count = super.read(to, at, length);
            return count;
        } catch (InterruptedIOException interrupted) {
            throw ApiException.tooSlow();
        } finally {
            end(Math.max(count, 0));
        }
    }

    private synchronized void begin() {
        refuseSlow();
        waiting = Thread.currentThread();
        transferRate.begin();
    }

    /** The thread belongs to others afterwards, so it keeps no interrupt of ours. */
    private synchronized void end(int count) {
        transferRate.end(count);
        waiting = null;
        if (cutOff) {
            Thread.interrupted();
        }
    }

    private void refuseSlow() {
        if (cutOff || transferRate.isTooSlow()) {
            throw ApiException.tooSlow();
        }
    }
}
