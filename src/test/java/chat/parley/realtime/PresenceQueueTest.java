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
        assertThat(sentChanges()).containsExactly(online("mira"));
        assertThat(sentChanges()).isEmpty();

        seen.clear();
        assertThat(sentChanges()).isEmpty();
        now += GRACE.toNanos();
        assertThat(sentChanges()).containsExactly(offline("mira"));
        assertThat(sentChanges()).isEmpty();
    }

    @Test
    void reloadDoesNotGoOffline() {
        seen.put(1L, "mira");
        sentChanges();
        seen.clear();
        now += GRACE.toNanos() - 1;
        assertThat(sentChanges()).isEmpty();

        seen.put(1L, "mira");
        now += GRACE.toNanos();

        assertThat(sentChanges()).isEmpty();
    }

    @Test
    void hidingGoesOfflineWithoutDelay() {
        seen.put(1L, "mira");
        sentChanges();

        seen.clear();
        hidden.add(1L);

        assertThat(sentChanges()).containsExactly(offline("mira"));
    }

    @Test
    void onlyTheLatestQueuedChangeIsSent() {
        seen.put(1L, "mira");
        compare();
        seen.clear();
        compare();
        assertThat(queue.poll()).as("came and went before anyone was told").isEmpty();

        seen.put(1L, "mira");
        sentChanges();
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
        sentChanges();
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

    private List<PresenceChanged> sentChanges() {
        compare();
        var sent = new ArrayList<PresenceChanged>();
        for (var change = queue.poll(); change.isPresent(); change = queue.poll()) {
            sent.add(change.get());
        }
        return sent;
    }

    private static PresenceChanged online(String name) {
        return new PresenceChanged(name, true);
    }

    private static PresenceChanged offline(String name) {
        return new PresenceChanged(name, false);
    }
}
