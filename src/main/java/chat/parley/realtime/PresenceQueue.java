package chat.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import chat.parley.realtime.RemotePresence.People;
import chat.parley.realtime.ServerEvent.PresenceChanged;

/**
 * The presence changes that are not announced yet, in order, each account once. An account that changes again keeps its
 * place and is announced with its latest state; if it is back to the announced state, it is removed. Not thread-safe.
 */
final class PresenceQueue {

    /** Someone is gone after this long without a socket: a page that is only reloaded has not gone. */
    private static final Duration OFFLINE_DELAY = Duration.ofSeconds(3);

    /** Someone of whom everyone was told that they are here. */
    private static final class Known {
        private final String username;
        private long seenAt;

        private Known(String username, long seenAt) {
            this.username = username;
            this.seenAt = seenAt;
        }
    }

    private final LongSupplier nanoClock;
    private final Map<Long, Known> told = new HashMap<>();
    private final Map<Long, PresenceChanged> waiting = new LinkedHashMap<>();

    /** @param nanoClock as {@link System#nanoTime} counts */
    PresenceQueue(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Finds what has changed. Who hides has gone at once, who has no socket left after a grace. */
    void compare(People here) {
        var now = nanoClock.getAsLong();
        told.forEach((account, known) -> {
            known.seenAt = here.seen().containsKey(account) ? now : known.seenAt;
            if (here.hidden().contains(account) || now - known.seenAt >= OFFLINE_DELAY.toNanos()) {
                waiting.putIfAbsent(account, new PresenceChanged(known.username, false));
            } else {
                waiting.remove(account);
            }
        });
        waiting.entrySet()
                .removeIf(entry -> entry.getValue().online() && !here.seen().containsKey(entry.getKey()));
        here.seen().forEach((account, username) -> {
            if (!told.containsKey(account)) {
                waiting.putIfAbsent(account, new PresenceChanged(username, true));
            }
        });
    }

    /** The change that waits for longest, which counts as told from now on; empty when none waits. */
    Optional<PresenceChanged> poll() {
        var changes = waiting.entrySet().iterator();
        if (!changes.hasNext()) {
            return Optional.empty();
        }
        var next = changes.next();
        changes.remove();
        if (next.getValue().online()) {
            told.put(next.getKey(), new Known(next.getValue().user(), nanoClock.getAsLong()));
        } else {
            told.remove(next.getKey());
        }
        return Optional.of(next.getValue());
    }
}
