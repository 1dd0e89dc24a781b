package chat.parley.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Presence;
import chat.parley.live.Event.PresenceChanged;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Who is connected to this process. Once a second it compares who is here with what everyone was told, and tells the
 * difference: someone who only reloads the page has not gone.
 */
@ApplicationScoped
class LivePresence implements Presence {

    /** Someone is gone after this many looks without a socket: 3 to 4 seconds. */
    private static final int LOOKS_UNTIL_GONE = 4;
    /** Frames a second that presence may cost, 0.2 s of CPU at the 10 µs that DESIGN measured for one. */
    private static final int MOST_FRAMES = 20_000;

    /** Someone of whom all know that they are here. */
    private static final class Known {
        private final String username;
        private int missing;

        private Known(String username) {
            this.username = username;
        }
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
        return hub.isConnected(account);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tellChanges() {
        var changes = changes();
        changes.forEach(change -> hub.tellAll(encoder.frame(change)));
    }

    /** As many as may be told at once; the others are found again next time. */
    private List<PresenceChanged> changes() {
        var here = new LinkedHashMap<Long, Client>();
        hub.connected(here::put);
        var most = Math.max(1, MOST_FRAMES / Math.max(1, here.size()));
        var changes = new ArrayList<PresenceChanged>();
        here.forEach((account, client) -> {
            if (!told.containsKey(account) && changes.size() < most) {
                told.put(account, new Known(client.username()));
                changes.add(new PresenceChanged(client.username(), true));
            }
        });
        told.entrySet().removeIf(entry -> {
            var known = entry.getValue();
            known.missing = here.containsKey(entry.getKey()) ? 0 : known.missing + 1;
            return known.missing >= LOOKS_UNTIL_GONE && changes.size() < most
                    && changes.add(new PresenceChanged(known.username, false));
        });
        return changes;
    }
}
