package chat.parley.realtime.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * The send queue of one socket. It buffers everything until the first frame is sent. It never blocks and never skips an
 * event: the socket of a slow client is closed, and the client catches up from the log. Frames that are queued before
 * the next flush are written together. Thread-safe; the caller guarantees the order.
 */
public final class Outbox {

    /** The frame of a message of about 1,800 characters. Its truncated form is a tenth of that. */
    private static final int LARGE_FRAME_BYTES = 4_096;

    private final Transport transport;
    private final long maxPendingBytes;
    private List<Frame> frames = new ArrayList<>(1);
    private long queuedBytes;
    private boolean started;
    /** A first frame that is sent in pieces; null after its last piece. */
    private Frame firstFrame;

    private int firstFrameSentBytes;
    /** Whether a flush is scheduled and has not started yet. */
    private boolean flushScheduled;

    private boolean closed;
    private boolean overflowed;
    private Runnable onTooSlow = () -> close(CloseCode.TOO_SLOW);

    /** @param maxPendingBytes the maximum number of bytes that wait for the network; above it the client is too slow */
    public Outbox(Transport transport, long maxPendingBytes) {
        this.transport = transport;
        this.maxPendingBytes = maxPendingBytes;
    }

    /** Sets what runs, on the thread that flushes, if the client is too slow. By default the socket is closed. */
    public synchronized void onTooSlow(Runnable action) {
        onTooSlow = action;
    }

    /**
     * Starts to send: the first frame, then the queued frames. The first frame may be far larger than the limit, and does
     * not count towards it.
     */
    public void start(Frame frame) {
        synchronized (this) {
            if (closed || overflowed) {
                return;
            }
            if (frame.bytes() > Frame.MAX_PIECE_BYTES) {
                firstFrame = frame;
            } else {
                frames.add(0, frame);
            }
            started = true;
        }
        scheduleFlush();
    }

    /**
     * Queues the frame of a message. If a large one would fill more than half of the limit, its truncated form is queued
     * instead. So any number of large messages alone never makes a client too slow, and the other half of the limit has
     * room for hundreds of events.
     */
    public void enqueue(Frame frame, TruncatedFrame truncated) {
        enqueue(
                frame.bytes() > LARGE_FRAME_BYTES && countedBytes() + frame.bytes() > maxPendingBytes / 2
                        ? truncated.get()
                        : frame);
    }

    /** Queues a frame. Does nothing after the socket is closed. */
    public void enqueue(Frame frame) {
        synchronized (this) {
            if (closed || overflowed) {
                return;
            }
            queuedBytes += frame.bytes();
            if (countedBytes() > maxPendingBytes) {
                overflow();
            } else {
                frames.add(frame);
            }
        }
        scheduleFlush();
    }

    /** Treats the client as too slow and drops the queue. */
    public void markTooSlow() {
        synchronized (this) {
            overflow();
        }
        scheduleFlush();
    }

    /** Sends the queued frames. Called by the transport, on its thread. */
    void flush() {
        Frame unsentFirstFrame;
        List<Frame> queued;
        Runnable action;
        synchronized (this) {
            flushScheduled = false;
            unsentFirstFrame = firstFrame;
            queued = closed || unsentFirstFrame != null ? List.of() : frames;
            action = overflowed && !closed ? onTooSlow : null;
            if (unsentFirstFrame == null) {
                clear();
            }
        }
        if (unsentFirstFrame != null && sendFirstFrame(unsentFirstFrame)) {
            flush();
        }
        if (!queued.isEmpty()) {
            transport.send(queued);
        }
        if (action != null) {
            action.run();
        }
    }

    /** Returns false if the network does not accept all of it now. Then a flush follows when it accepts more. */
    private boolean sendFirstFrame(Frame frame) {
        var sent = transport.send(frame, firstFrameSentBytes, () -> transport.scheduleFlush(this));
        synchronized (this) {
            firstFrameSentBytes = sent;
            if (sent == frame.bytes()) {
                firstFrame = null;
            }
            return sent == frame.bytes();
        }
    }

    /** Closes the socket. Returns false, and ignores the reason, if it was closed before. */
    public boolean close(CloseCode closeCode) {
        var wasOpen = end();
        if (wasOpen) {
            transport.close(closeCode);
        }
        return wasOpen;
    }

    /** Cuts the connection, if the client has not closed it by now. */
    public void abort() {
        end();
        transport.abort();
    }

    /** Notes that the socket is closed: nothing is written any more. */
    public void markClosed() {
        end();
    }

    /** The number of bytes that wait here or in the network buffer. */
    public synchronized long pendingBytes() {
        return countedBytes() + (firstFrame == null ? 0 : firstFrame.bytes() - firstFrameSentBytes);
    }

    /** The number of bytes that count towards the limit: all but the unsent part of the first frame. */
    private synchronized long countedBytes() {
        return queuedBytes + transport.unsentBytes();
    }

    private synchronized boolean end() {
        var wasOpen = !closed;
        closed = true;
        clear();
        return wasOpen;
    }

    private void overflow() {
        overflowed = true;
        clear();
    }

    private void clear() {
        firstFrame = null;
        frames = new ArrayList<>(1);
        queuedBytes = 0;
    }

    private void scheduleFlush() {
        synchronized (this) {
            if (flushScheduled || closed || !(started || overflowed)) {
                return;
            }
            flushScheduled = true;
        }
        transport.scheduleFlush(this);
    }
}
