package chat.parley.realtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Presence;
import chat.parley.realtime.RemotePresence.People;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Presence over all processes, as far as accounts show it. Once a second it compares who is online with what was
 * announced and announces the difference, so others see at most one change per second, however often someone connects,
 * disconnects or changes their visibility.
 */
@ApplicationScoped
class LivePresence implements Presence {

    /** Frames a second that presence may cost a process: 0.2 s of CPU at the 10 µs that one was measured to take. */
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
        var here = hub.clientsOf(account);
        return here.stream().noneMatch(Client::hidesPresence)
                && (here.stream().anyMatch(Client::showsPresence) || remotePresence.sees(account));
    }

    /** What does not fit into the budget goes with the next second, as it is by then. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tellChanges() {
        var sockets = new ArrayList<Client>();
        hub.everyone(sockets::add);
        var here = people(sockets);
        remotePresence.here(here);
        queue.compare(remotePresence.with(here));
        while (budget.isLeft()) {
            var change = queue.poll();
            if (change.isEmpty()) {
                return;
            }
            budget.spend(sockets.size());
            hub.tellAll(frameEncoder.frame(change.get()));
        }
    }

    private static People people(List<Client> sockets) {
        var here = new People(new LinkedHashMap<>(), new HashSet<>());
        for (var client : sockets) {
            if (client.showsPresence()) {
                here.seen().put(client.account(), client.username());
            } else if (client.hidesPresence()) {
                here.hidden().add(client.account());
            }
        }
        return here;
    }
}
