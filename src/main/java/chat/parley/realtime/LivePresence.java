package chat.parley.realtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Presence;
import chat.parley.realtime.RemotePresence.OnlineAccounts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Presence over all processes, as far as accounts show it. Once a second it compares who is online with what was
 * announced and announces the difference, so others see at most one change per second, however often someone connects,
 * disconnects or changes their visibility.
 */
@ApplicationScoped
class LivePresence implements Presence {

    /** Presence frames per second and process: 0.2 s of CPU, at the measured 10 µs per frame. */
    private static final int MAX_FRAMES_PER_SECOND = 20_000;

    private final Hub hub;
    private final RemotePresence remotePresence;
    private final FrameEncoder frameEncoder;
    private final FrameBudget budget = new FrameBudget(MAX_FRAMES_PER_SECOND, System::nanoTime);
    private final PresenceQueue queue = new PresenceQueue(System::nanoTime);

    LivePresence(Hub hub, RemotePresence remotePresence, FrameEncoder frameEncoder) {
        this.hub = hub;
        this.remotePresence = remotePresence;
        this.frameEncoder = frameEncoder;
    }

    @Override
    public boolean online(long account) {
        var clients = hub.clientsOf(account);
        return clients.stream().noneMatch(Client::hidesPresence)
                && (clients.stream().anyMatch(Client::showsPresence) || remotePresence.isVisible(account));
    }

    /** Changes that exceed the budget are announced in a later second, with the state at that time. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void announceChanges() {
        var sockets = new ArrayList<Client>();
        hub.forEachClient(sockets::add);
        var local = onlineAccounts(sockets);
        remotePresence.publishLocal(local);
        queue.compare(remotePresence.mergeWith(local));
        while (budget.hasRemaining()) {
            var change = queue.poll();
            if (change.isEmpty()) {
                return;
            }
            budget.spend(sockets.size());
            hub.sendToAll(frameEncoder.frame(change.get()));
        }
    }

    private static OnlineAccounts onlineAccounts(List<Client> sockets) {
        var accounts = new OnlineAccounts(new LinkedHashMap<>(), new HashSet<>());
        for (var client : sockets) {
            if (client.showsPresence()) {
                accounts.visible().put(client.account(), client.username());
            } else if (client.hidesPresence()) {
                accounts.hidden().add(client.account());
            }
        }
        return accounts;
    }
}
