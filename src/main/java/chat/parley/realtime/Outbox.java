package chat.parley.realtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The send queue of one socket. It buffers everything until the first frame is sent. It never blocks and never skips an
 * event: the socket of a slow client is closed, and the client catches up from the log. Frames that are queued before
 * the next turn of the socket's thread are written together. Thread-safe; the caller guarantees the order.
 */
final class Outbox {

    /** A message of some 1,800 letters; the brief form of one is a tenth of that. */
    private static final int LARGE_FRAME_BYTES = 4_096;

    private final Transport transport;
    private final long most;
    private List<Frame> frames = new ArrayList<>(1);
    private long bytes;
    private boolean begun;
    /** A first frame that is sent in pieces, until the last of them is sent. */
    private Frame first;

    private int sentOfFirst;
    /** The wire has been asked for a turn, and has not come yet. */
    private boolean woken;

    private boolean closed;
    private boolean overflown;
    private Runnable whenTooSlow = () -> close(CloseCode.TOO_SLOW);

    /** @param most the bytes that may wait to be taken by the network before the reader counts as too slow */
    Outbox(Transport transport, long most) {
        this.transport = transport;
        this.most = most;
    }

    /** What is done with a reader that is too slow, on the thread that writes; unless told, the socket is closed. */
    synchronized void whenTooSlow(Runnable act) {
        whenTooSlow = act;
    }

    /**
     * Begins with the first frame, and goes on with what has been offered until all of it is sent. The first frame may be far
     * larger than what may wait, and does not count towards that.
     */
    void begin(Frame frame) {
        synchronized (this) {
            if (closed || overflown) {
                return;
            }
            if (frame.bytes() > Frame.MAX_PIECE_BYTES) {
                first = frame;
            } else {
                frames.add(0, frame);
            }
            begun = true;
        }
        wake();
    }

    /**
     * Owes the frame of a message. A large one is owed in its brief form where it would fill more than half of what may wait: so
     * large messages alone never make a reader too slow, however many come at once, and what is left takes hundreds of events.
     */
    void offer(Frame frame, TruncatedFrame brief) {
        offer(frame.bytes() > LARGE_FRAME_BYTES && counted() + frame.bytes() > most / 2 ? brief.get() : frame);
    }

    /** Owes the frame, after all before it; nothing happens once the socket is closed. */
    void offer(Frame frame) {
        synchronized (this) {
            if (closed || overflown) {
                return;
            }
            bytes += frame.bytes();
            if (counted() > most) {
                overflow();
            } else {
                frames.add(frame);
            }
        }
        wake();
    }

    /** The reader is too slow, for whatever reason: nothing is kept for it any more. */
    void tooSlow() {
        synchronized (this) {
            overflow();
        }
        wake();
    }

    /** Sends what waits. Called by the wire, on its own thread. */
    void write() {
        Frame opening;
        List<Frame> due;
        Runnable act;
        synchronized (this) {
            woken = false;
            opening = first;
            due = closed || opening != null ? List.of() : frames;
            act = overflown && !closed ? whenTooSlow : null;
            if (opening == null) {
                forget();
            }
        }
        if (opening != null && sendFirst(opening)) {
            write();
        }
        if (!due.isEmpty()) {
            transport.send(due);
        }
        if (act != null) {
            act.run();
        }
    }

    /** False when the network does not take all of it now; it then asks for another turn by itself. */
    private boolean sendFirst(Frame frame) {
        var sent = transport.send(frame, sentOfFirst, () -> transport.wake(this));
        synchronized (this) {
            sentOfFirst = sent;
            if (sent == frame.bytes()) {
                first = null;
            }
            return sent == frame.bytes();
        }
    }

    /** Closes the socket; the first reason is the one that counts. False when it was closed before. */
    boolean close(CloseCode why) {
        var first = end();
        if (first) {
            transport.close(why);
        }
        return first;
    }

    /** The socket is gone: no more writes. */
    void closed() {
        end();
    }

    /** The bytes that wait here or in the network's buffer. */
    synchronized long waiting() {
        return counted() + (first == null ? 0 : first.bytes() - sentOfFirst);
    }

    /** What counts towards the bound: all that waits but the part of the first frame that is not sent yet. */
    private synchronized long counted() {
        return bytes + transport.unsent();
    }

    private synchronized boolean end() {
        var wasOpen = !closed;
        closed = true;
        forget();
        return wasOpen;
    }

    private void overflow() {
        overflown = true;
        forget();
    }

    private void forget() {
        first = null;
        frames = new ArrayList<>(1);
        bytes = 0;
    }

    private void wake() {
        synchronized (this) {
            if (woken || closed || !(begun || overflown)) {
                return;
            }
            woken = true;
        }
        transport.wake(this);
    }
}
