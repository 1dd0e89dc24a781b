package chat.parley.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.backplane.Backplane;
import chat.parley.backplane.BackplaneMessage;
import chat.parley.backplane.PresenceSnapshot;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The accounts that are connected to other processes. Each process publishes changes, and its full list every few
 * seconds; the accounts of a silent process expire.
 */
@ApplicationScoped
class RemotePresence {

    private static final Duration PUBLISH_INTERVAL = Duration.ofSeconds(5);
    /** Covers two lost messages. With the delay of {@link PresenceQueue} it stays below the promised 30 seconds. */
    private static final Duration PROCESS_TTL = Duration.ofSeconds(16);

    /**
     * The accounts that are connected to a process, as JSON for the other processes.
     *
     * @param visible the usernames of those that show their presence, by account id
     * @param hidden the ids of those that hide it
     */
    @RegisterForReflection
    record OnlineAccounts(Map<Long, String> visible, Set<Long> hidden) {

        static final OnlineAccounts NONE = new OnlineAccounts(Map.of(), Set.of());
    }

    private record ReceivedAccounts(OnlineAccounts accounts, long nanos) {}

    private final Backplane backplane;
    private final ObjectMapper json;
    private final Map<Long, ReceivedAccounts> byProcess = new ConcurrentHashMap<>();
    private OnlineAccounts published = OnlineAccounts.NONE;
    private long publishedAt = System.nanoTime();

    RemotePresence(Backplane backplane, ObjectMapper json) {
        this.backplane = backplane;
        this.json = json;
    }

    void listen(@Observes StartupEvent started) {
        backplane.addListener(this::receive);
    }

    /** Publishes an empty list: by now the clients have reconnected to other processes, or are gone. */
    void stop(@Observes ShutdownEvent stopping) {
        if (!backplane.isSingleProcess()) {
            publish(OnlineAccounts.NONE);
        }
    }

    /**
     * Publishes the accounts of this process if they changed, and otherwise once per {@link #PUBLISH_INTERVAL}. Must not
     * be called by several threads at once.
     */
    void publishLocal(OnlineAccounts accounts) {
        if (!backplane.isSingleProcess()
                && (!accounts.equals(published) || System.nanoTime() - publishedAt >= PUBLISH_INTERVAL.toNanos())) {
            published = accounts;
            publishedAt = System.nanoTime();
            publish(accounts);
        }
    }

    /** Merges the accounts of all processes. An account that is hidden in one of them is hidden. */
    OnlineAccounts mergeWith(OnlineAccounts local) {
        var remote = remote();
        if (remote.isEmpty()) {
            return local;
        }
        var visible = new HashMap<>(local.visible);
        var hidden = new HashSet<>(local.hidden);
        remote.forEach(accounts -> {
            visible.putAll(accounts.visible);
            hidden.addAll(accounts.hidden);
        });
        visible.keySet().removeAll(hidden);
        return new OnlineAccounts(visible, hidden);
    }

    /** Whether an account is connected to another process and hidden in none. */
    boolean isVisible(long account) {
        var remote = remote();
        return remote.stream().anyMatch(accounts -> accounts.visible.containsKey(account))
                && remote.stream().noneMatch(accounts -> accounts.hidden.contains(account));
    }

    private Collection<OnlineAccounts> remote() {
        if (byProcess.isEmpty()) {
            return List.of();
        }
        var now = System.nanoTime();
        byProcess.values().removeIf(received -> now - received.nanos >= PROCESS_TTL.toNanos());
        return byProcess.values().stream().map(ReceivedAccounts::accounts).toList();
    }

    private void publish(OnlineAccounts accounts) {
        try {
            backplane.publishToOthers(new PresenceSnapshot(backplane.processId(), json.writeValueAsBytes(accounts)));
        } catch (IOException failure) {
            throw new UncheckedIOException("Writing presence as JSON failed", failure);
        }
    }

    private void receive(BackplaneMessage message) {
        if (message instanceof PresenceSnapshot snapshot) {
            try {
                byProcess.put(
                        snapshot.processId(),
                        new ReceivedAccounts(
                                json.readValue(snapshot.accounts(), OnlineAccounts.class), System.nanoTime()));
            } catch (IOException unknownFormat) {
                Log.debugf("Ignoring presence of another release in an unknown format: %s", unknownFormat.getMessage());
            }
        }
    }
}
