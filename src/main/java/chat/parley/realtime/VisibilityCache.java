package chat.parley.realtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.account.Visibility;
import chat.parley.account.VisibilityChanged;
import chat.parley.account.VisibilityRepository;
import chat.parley.database.SkipWhileDatabaseIsDown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Caches the visibility settings of connected accounts. A change in this process applies immediately and is published
 * with the next tick of {@link LivePresence}; a change in another process applies within two seconds. Until the
 * settings of an account are known, it is hidden.
 */
@ApplicationScoped
class VisibilityCache {

    private final Hub hub;
    private final VisibilityRepository visibilityRepository;
    /** Number of changes. A read that began before the last change may be outdated and is ignored. */
    private long changeCount;

    VisibilityCache(Hub hub, VisibilityRepository visibilityRepository) {
        this.hub = hub;
        this.visibilityRepository = visibilityRepository;
    }

    void onVisibilityChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) VisibilityChanged change) {
        apply(change.account(), change.now());
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void reloadAll() {
        var connected = new HashSet<Long>();
        hub.forEachClient(client -> connected.add(client.account()));
        if (!connected.isEmpty()) {
            load(connected);
        }
    }

    /** Loads the settings for a new socket. It reads the database, so it must not run on an event loop. */
    void load(Client client) {
        load(Set.of(client.account()));
    }

    private void load(Collection<Long> accounts) {
        var countBefore = changeCount();
        var restricted = visibilityRepository.of(accounts);
        synchronized (this) {
            if (countBefore == changeCount) {
                accounts.forEach(account -> set(account, restricted.getOrDefault(account, Visibility.ALL)));
            }
        }
    }

    private synchronized long changeCount() {
        return changeCount;
    }

    private synchronized void apply(long account, Visibility visibility) {
        changeCount++;
        set(account, visibility);
    }

    private void set(long account, Visibility visibility) {
        hub.clientsOf(account).forEach(client -> client.setVisibility(visibility));
    }
}
