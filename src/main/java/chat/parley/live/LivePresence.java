package chat.parley.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Presence;
import chat.parley.live.Elsewhere.People;
import chat.parley.live.Event.PresenceChanged;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Who is connected, to this process or another, and lets others see it. Once a second it compares who is here with what everyone was told,
 * and tells the difference: someone who only reloads the page has not gone. Who hides has gone at once.
 */
@ApplicationScoped
class LivePresence implements Presence {

    /** Someone is gone after this long without a socket, and up to the second until the next look. */
    private static final Duration GRACE = Duration.ofSeconds(3);
    /** Frames a second that presence may cost, 0.2 s of CPU at the 10 µs that DESIGN measured for one. */
    private static final int MOST_FRAMES = 20_000;

    /** Someone of whom all know that they are here. */
    private static final class Known {
        private final String username;
        private long seenAt;

        private Known(String username) {
            this.username = username;
        }
    }

    private final Hub hub;
    private final Elsewhere elsewhere;
    private final Encoder encoder;
    private final Map<Long, Known> told = new LinkedHashMap<>();

    LivePresence(Hub hub, Elsewhere elsewhere, Encoder encoder) {
        this.hub = hub;
        this.elsewhere = elsewhere;
        this.encoder = encoder;
    }

    @Override
    public boolean online(long account) {
        var here = hub.clientsOf(account);
        return here.stream().noneMatch(Client::hidesPresence) && (here.stream().anyMatch(Client::showsPresence) || elsewhere.sees(account));
    }

    /** One at a time, or two who found different things could tell them in the wrong order. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void tellChanges() {
        var sockets = new ArrayList<Client>();
        hub.everyone(sockets::add);
        var here = people(sockets);
        elsewhere.here(here);
        changes(elsewhere.with(here), sockets.size()).forEach(change -> hub.tellAll(encoder.frame(change)));
    }

    private static People people(List<Client> sockets) {
        var here = new People(new LinkedHashMap<>(), new HashSet<>());
        for (var client : sockets) {
            if (client.showsPresence()) {
                here.seen().put(client.account(), client.username());
            } else if (client.hidesPresence()) {
                here.hidden().add(client.account());
            }
        }
        return here;
    }

    /** As many as may be told at once; the others are found again next time. */
    private List<PresenceChanged> changes(People here, int sockets) {
        var most = Math.max(1, MOST_FRAMES / Math.max(1, sockets));
        var changes = new ArrayList<PresenceChanged>();
        here.seen().forEach((account, username) -> {
            if (!told.containsKey(account) && changes.size() < most) {
                told.put(account, new Known(username));
                changes.add(new PresenceChanged(username, true));
            }
        });
        var now = System.nanoTime();
        told.entrySet().removeIf(entry -> {
            var known = entry.getValue();
            known.seenAt = here.seen().containsKey(entry.getKey()) ? now : known.seenAt;
            var gone = here.hidden().contains(entry.getKey()) || now - known.seenAt >= GRACE.toNanos();
            return gone && changes.size() < most && changes.add(new PresenceChanged(known.username, false));
        });
        return changes;
    }
}
