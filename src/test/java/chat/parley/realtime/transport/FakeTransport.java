package chat.parley.realtime.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records frames, and on demand accepts no more, like a socket whose client has stopped reading. */
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

    /** Runs the pending writes. Tests call it before they check the written frames. */
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

    /** Sends the first piece; each {@link #acceptPiece} makes the transport ready for the next one. */
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

    /** Accepts one more piece of a large frame. */
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

    /** The number of frames in each flush. */
    public List<Integer> flushes() {
        flush();
        return flushes;
    }

    public List<CloseCode> closeCodes() {
        flush();
        return closeCodes;
    }

    /** A started outbox. */
    public Outbox outbox(long maxBytes) {
        var outbox = new Outbox(this, maxBytes);
        outbox.start(Frame.of(""));
        flush();
        frames.clear();
        flushes.clear();
        return outbox;
    }
}
