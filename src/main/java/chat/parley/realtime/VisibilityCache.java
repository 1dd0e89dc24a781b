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
    /** How often somebody has chosen: what was read before that may be older, and does not count. */
    private long chosen;

    VisibilityCache(Hub hub, VisibilityRepository visibilityRepository) {
        this.hub = hub;
        this.visibilityRepository = visibilityRepository;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) VisibilityChanged change) {
        choose(change.account(), change.now());
    }

    @Scheduled(
            every = "2s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void lookAtAll() {
        var connected = new HashSet<Long>();
        hub.everyone(client -> connected.add(client.account()));
        if (!connected.isEmpty()) {
            look(connected);
        }
    }

    /** Looks what a socket that has entered may show. Reads the database: on a thread that may wait. */
    void look(Client client) {
        look(Set.of(client.account()));
    }

    private void look(Collection<Long> accounts) {
        var asOf = chosen();
        var discreet = visibilityRepository.of(accounts);
        synchronized (this) {
            if (asOf == chosen) {
                accounts.forEach(account -> show(account, discreet.getOrDefault(account, Visibility.ALL)));
            }
        }
    }

    private synchronized long chosen() {
        return chosen;
    }

    private synchronized void choose(long account, Visibility now) {
        chosen++;
        show(account, now);
    }

    private void show(long account, Visibility visibility) {
        hub.clientsOf(account).forEach(client -> client.show(visibility));
    }
}
