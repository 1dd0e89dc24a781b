package chat.parley.realtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.i18n.Language;

/** A socket that remembers what was written to it, and on demand takes nothing more, as one whose reader has stopped. */
final class FakeWire implements Transport {

    private static final long ROOMY = 1_000_000;

    private final List<String> heard = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private boolean stalled;
    private long unsent;
    private Outbox woken;
    private Runnable more;
    private boolean takesMore;
    private String begun = "";

    @Override
    public void scheduleFlush(Outbox outbox) {
        woken = outbox;
    }

    /** Runs the pending writes, before a test reads what was written. */
    void turn() {
        if (woken != null) {
            var outbox = woken;
            woken = null;
            outbox.flush();
        }
    }

    @Override
    public void send(List<Frame> frames) {
        frames.forEach(frame -> heard.add(frame.text()));
        turns.add(frames.size());
        unsent += stalled ? frames.stream().mapToLong(Frame::bytes).sum() : 0;
    }

    /** Sends the first piece; each {@link #takeMore} is the network's readiness for another one. */
    @Override
    public int send(Frame frame, int from, Runnable whenMore) {
        more = whenMore;
        if (from > 0 && !takesMore) {
            return from;
        }
        takesMore = false;
        var end = frame.endOfPiece(from);
        begun += new String(frame.utf8(), from, end - from, StandardCharsets.UTF_8);
        if (end == frame.bytes()) {
            heard.add(begun);
        }
        return end;
    }

    /** Takes one more piece of a large frame. */
    void takeMore() {
        takesMore = true;
        more.run();
        turn();
    }

    @Override
    public long unsentBytes() {
        return unsent;
    }

    @Override
    public void close(CloseCode why) {
        closes.add(why);
    }

    void stall() {
        stalled = true;
    }

    List<String> heard() {
        turn();
        return heard;
    }

    /** How many frames went out together, each time. */
    List<Integer> turns() {
        turn();
        return turns;
    }

    List<CloseCode> closes() {
        turn();
        return closes;
    }

    Client client(long account) {
        return client(account, ROOMY);
    }

    Client client(long account, long outbox) {
        return new Client(
                new AuthenticatedUser(
                        account, "person-" + account, "Person " + account, null, Language.ENGLISH, account, false, ""),
                outbox(outbox));
    }

    /** One that has begun. */
    Outbox outbox(long most) {
        var outbox = new Outbox(this, most);
        outbox.start(Frame.of(""));
        turn();
        heard.clear();
        turns.clear();
        return outbox;
    }
}
