package chat.parley.realtime.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket that remembers what was written to it, and on demand takes nothing more, as one whose reader has stopped. */
public final class FakeTransport implements Transport {

    private volatile boolean aborted;

    private final List<String> frames = new ArrayList<>();
    private final List<Integer> flushes = new ArrayList<>();
    private final List<CloseCode> closeCodes = new ArrayList<>();
    private boolean stalled;
    private long unsent;
    private Outbox scheduled;
    private Runnable whenWritable;
    private boolean writable;
    private String partial = "";

    @Override
    public void scheduleFlush(Outbox outbox) {
        scheduled = outbox;
    }

    /** Runs the pending writes, before a test reads what was written. */
    public void flush() {
        if (scheduled != null) {
            var outbox = scheduled;
            scheduled = null;
            outbox.flush();
        }
    }

    @Override
    public void send(List<Frame> frames) {
        frames.forEach(frame -> this.frames.add(frame.text()));
        flushes.add(frames.size());
        unsent += stalled ? frames.stream().mapToLong(Frame::bytes).sum() : 0;
    }

    /** Sends the first piece; each {@link #acceptPiece} is the network's readiness for another one. */
    @Override
    public int send(Frame frame, int from, Runnable whenWritable) {
        this.whenWritable = whenWritable;
        if (from > 0 && !writable) {
            return from;
        }
        writable = false;
        var end = frame.endOfPiece(from);
        partial += new String(frame.utf8(), from, end - from, StandardCharsets.UTF_8);
        if (end == frame.bytes()) {
            frames.add(partial);
        }
        return end;
    }

    /** Takes one more piece of a large frame. */
    public void acceptPiece() {
        writable = true;
        whenWritable.run();
        flush();
    }

    @Override
    public long unsentBytes() {
        return unsent;
    }

    @Override
    public void close(CloseCode code) {
        closeCodes.add(code);
    }

    public void stall() {
        stalled = true;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    public boolean isAborted() {
        return aborted;
    }

    public List<String> frames() {
        flush();
        return frames;
    }

    /** How many frames went out together, each time. */
    public List<Integer> flushes() {
        flush();
        return flushes;
    }

    public List<CloseCode> closeCodes() {
        flush();
        return closeCodes;
    }

    /** One that has begun. */
    public Outbox outbox(long maxBytes) {
        var outbox = new Outbox(this, maxBytes);
        outbox.start(Frame.of(""));
        flush();
        frames.clear();
        flushes.clear();
        return outbox;
    }
}
