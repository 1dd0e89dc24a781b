package chat.parley.live;

import java.util.ArrayList;
import java.util.List;

import chat.parley.account.SignedIn;
import io.smallrye.mutiny.Uni;

/** A socket that remembers what was written to it, and on demand takes nothing more, as one whose reader has stopped. */
final class FakeWire implements Wire {

    private static final long ROOMY = 1_000_000;

    private final List<String> heard = new ArrayList<>();
    private final List<Close> closes = new ArrayList<>();
    private boolean stalled;
    private boolean broken;

    @Override
    public Uni<Void> write(String text) {
        if (broken) {
            return Uni.createFrom().failure(new IllegalStateException("gone"));
        }
        heard.add(text);
        return stalled ? Uni.createFrom().nothing() : Uni.createFrom().voidItem();
    }

    @Override
    public void close(Close why) {
        closes.add(why);
    }

    void stall() {
        stalled = true;
    }

    void breakOff() {
        broken = true;
    }

    List<String> heard() {
        return heard;
    }

    List<Close> closes() {
        return closes;
    }

    Client client(long account) {
        return client(account, ROOMY);
    }

    Client client(long account, long outbox) {
        return new Client(new SignedIn(account, "person-" + account, "Person " + account, account, ""), outbox(outbox));
    }

    /** One that has begun. */
    Outbox outbox(long most) {
        var outbox = new Outbox(this, most);
        outbox.begin(new Frame("ready", 0));
        heard.clear();
        return outbox;
    }
}
