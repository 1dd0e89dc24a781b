package chat.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import chat.parley.realtime.RemotePresence.OnlineAccounts;
import chat.parley.realtime.ServerEvent.PresenceChanged;

/**
 * The presence changes that are not announced yet, in order, each account once. An account that changes again keeps its
 * place and is announced with its latest state; if it is back to the announced state, it is removed. Not thread-safe.
 */
final class PresenceQueue {

    /** Time without a socket after which an account is offline. It covers the reload of a page. */
    private static final Duration OFFLINE_DELAY = Duration.ofSeconds(3);

    /** An account that was announced as online. */
    private static final class Announced {
        private final String username;
        private long seenAt;

        private Announced(String username, long seenAt) {
            this.username = username;
            this.seenAt = seenAt;
        }
    }

    private final LongSupplier nanoClock;
    private final Map<Long, Announced> announced = new HashMap<>();
    private final Map<Long, PresenceChanged> pending = new LinkedHashMap<>();

    /** @param nanoClock returns the time in nanoseconds, like {@link System#nanoTime} */
    PresenceQueue(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Finds the changes. An account that hides is offline at once, one without a socket after {@link #OFFLINE_DELAY}. */
    void compare(OnlineAccounts current) {
        var now = nanoClock.getAsLong();
        announced.forEach((account, last) -> {
            last.seenAt = current.visible().containsKey(account) ? now : last.seenAt;
            if (current.hidden().contains(account) || now - last.seenAt >= OFFLINE_DELAY.toNanos()) {
                pending.putIfAbsent(account, new PresenceChanged(last.username, false));
            } else {
                pending.remove(account);
            }
        });
        pending.entrySet()
                .removeIf(
                        entry -> entry.getValue().online() && !current.visible().containsKey(entry.getKey()));
        current.visible().forEach((account, username) -> {
            if (!announced.containsKey(account)) {
                pending.putIfAbsent(account, new PresenceChanged(username, true));
            }
        });
    }

    /** Removes and returns the oldest change, which counts as announced from now on; empty if there is none. */
    Optional<PresenceChanged> poll() {
        var changes = pending.entrySet().iterator();
        if (!changes.hasNext()) {
            return Optional.empty();
        }
        var next = changes.next();
        changes.remove();
        if (next.getValue().online()) {
            announced.put(next.getKey(), new Announced(next.getValue().user(), nanoClock.getAsLong()));
        } else {
            announced.remove(next.getKey());
        }
        return Optional.of(next.getValue());
    }
}
