package chat.parley.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Presence;
import chat.parley.live.Event.PresenceChanged;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Who is connected to this process and lets others see it. Once a second it compares who is here with what everyone was told,
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

    /** Who is seen by others, by name, who hides, and how many sockets there are to tell. */
    private record Here(Map<Long, String> seen, Set<Long> hidden, int sockets) {
    }

    private final Hub hub;
    private final Encoder encoder;
    private final Map<Long, Known> told = new LinkedHashMap<>();

    LivePresence(Hub hub, Encoder encoder) {
        this.hub = hub;
        this.encoder = encoder;
    }

    @Override
    public boolean online(long account) {
        return hub.clientsOf(account).stream().anyMatch(Client::showsPresence);
    }

    /** One at a time, or two who found different things could tell them in the wrong order. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void tellChanges() {
        changes(here()).forEach(change -> hub.tellAll(encoder.frame(change)));
    }

    private Here here() {
        var sockets = new ArrayList<Client>();
        hub.everyone(sockets::add);
        var here = new Here(new LinkedHashMap<>(), new HashSet<>(), sockets.size());
        for (var client : sockets) {
            if (client.showsPresence()) {
                here.seen.put(client.account(), client.username());
            } else if (client.hidesPresence()) {
                here.hidden.add(client.account());
            }
        }
        return here;
    }

    /** As many as may be told at once; the others are found again next time. */
    private List<PresenceChanged> changes(Here here) {
        var most = Math.max(1, MOST_FRAMES / Math.max(1, here.sockets));
        var changes = new ArrayList<PresenceChanged>();
        here.seen.forEach((account, username) -> {
            if (!told.containsKey(account) && changes.size() < most) {
                told.put(account, new Known(username));
                changes.add(new PresenceChanged(username, true));
            }
        });
        var now = System.nanoTime();
        told.entrySet().removeIf(entry -> {
            var known = entry.getValue();
            known.seenAt = here.seen.containsKey(entry.getKey()) ? now : known.seenAt;
            var gone = here.hidden.contains(entry.getKey()) || now - known.seenAt >= GRACE.toNanos();
            return gone && changes.size() < most && changes.add(new PresenceChanged(known.username, false));
        });
        return changes;
    }
}
