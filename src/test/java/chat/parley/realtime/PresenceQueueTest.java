package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import chat.parley.realtime.RemotePresence.OnlineAccounts;
import chat.parley.realtime.ServerEvent.PresenceChanged;

class PresenceQueueTest {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Map<Long, String> seen = new HashMap<>();
    private final Set<Long> hidden = new HashSet<>();
    private long now = -7;
    private final PresenceQueue queue = new PresenceQueue(() -> now);

    @Test
    void onlineAndOfflineAreSent() {
        seen.put(1L, "mira");
        assertThat(told()).containsExactly(here("mira"));
        assertThat(told()).isEmpty();

        seen.clear();
        assertThat(told()).isEmpty();
        now += GRACE.toNanos();
        assertThat(told()).containsExactly(gone("mira"));
        assertThat(told()).isEmpty();
    }

    @Test
    void reloadDoesNotGoOffline() {
        seen.put(1L, "mira");
        told();
        seen.clear();
        now += GRACE.toNanos() - 1;
        assertThat(told()).isEmpty();

        seen.put(1L, "mira");
        now += GRACE.toNanos();

        assertThat(told()).isEmpty();
    }

    @Test
    void hidingGoesOfflineWithoutDelay() {
        seen.put(1L, "mira");
        told();

        seen.clear();
        hidden.add(1L);

        assertThat(told()).containsExactly(gone("mira"));
    }

    @Test
    void onlyTheLatestQueuedChangeIsSent() {
        seen.put(1L, "mira");
        compare();
        seen.clear();
        compare();
        assertThat(queue.poll()).as("came and went before anyone was told").isEmpty();

        seen.put(1L, "mira");
        told();
        seen.clear();
        hidden.add(1L);
        compare();
        hidden.clear();
        seen.put(1L, "mira");
        compare();
        assertThat(queue.poll()).as("hid and showed themselves again").isEmpty();
    }

    @Test
    void longestWaitingChangeIsSentFirst() {
        seen.put(1L, "mira");
        told();
        seen.clear();
        hidden.add(1L);
        compare();
        seen.put(2L, "tom");
        compare();
        seen.put(3L, "eve");
        compare();

        var first = new ArrayList<PresenceChanged>();
        for (var second = 0; second < 3; second++) {
            first.add(queue.poll().orElseThrow());
            var hides = hidden.remove(1L);
            if (hides) {
                seen.put(1L, "mira");
            } else {
                seen.remove(1L);
                hidden.add(1L);
            }
            compare();
        }

        assertThat(first)
                .as("one a second, while Mira switches each second")
                .extracting(PresenceChanged::user)
                .containsExactly("mira", "tom", "eve");
    }

    private void compare() {
        queue.compare(new OnlineAccounts(Map.copyOf(seen), Set.copyOf(hidden)));
    }

    private List<PresenceChanged> told() {
        compare();
        var told = new ArrayList<PresenceChanged>();
        for (var change = queue.poll(); change.isPresent(); change = queue.poll()) {
            told.add(change.get());
        }
        return told;
    }

    private static PresenceChanged here(String name) {
        return new PresenceChanged(name, true);
    }

    private static PresenceChanged gone(String name) {
        return new PresenceChanged(name, false);
    }
}
