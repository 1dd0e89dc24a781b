package chat.parley.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one socket is owed. It holds everything back until it has begun with the first frame. It never blocks and never
 * skips a frame: a reader that falls too far behind is closed, so that it catches up from the log, and nobody else
 * notices. Any thread; the caller sees to the order of what it offers.
 */
final class Outbox {

    private final Wire wire;
    private final long most;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** What waits for the first frame; null once that has been written. */
    private volatile List<Frame> held = new ArrayList<>();

    /** @param most the bytes that may wait to be taken by the network before the reader counts as too slow */
    Outbox(Wire wire, long most) {
        this.wire = wire;
        this.most = most;
    }

    /** Writes the first frame, and then what has been offered until now. */
    void begin(Frame first) {
        synchronized (waiting) {
            waiting.addAndGet(first.bytes());
            send(first);
            held.forEach(this::send);
            held = null;
        }
    }

    /** Writes the frame after all before it; nothing happens once the socket is closed. */
    void offer(Frame frame) {
        if (closed.get()) {
            return;
        }
        if (waiting.addAndGet(frame.bytes()) > most) {
            close(Close.TOO_SLOW);
        } else if (held == null || !hold(frame)) {
            send(frame);
        }
    }

    /** Closes the socket; the first reason is the one that counts. */
    void close(Close why) {
        if (closed.compareAndSet(false, true)) {
            wire.close(why);
        }
    }

    /** The socket is gone: no more writes. */
    void closed() {
        closed.set(true);
    }

    long waiting() {
        return waiting.get();
    }

    private boolean hold(Frame frame) {
        synchronized (waiting) {
            return held != null && held.add(frame);
        }
    }

    private void send(Frame frame) {
        wire.write(frame.text()).subscribe().with(
                written -> waiting.addAndGet(-frame.bytes()),
                gone -> closed.set(true));
    }
}
