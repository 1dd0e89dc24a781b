package chat.parley.live;

import java.util.HashSet;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.WhileDatabaseIsSilent;
import chat.parley.account.Sessions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Keeps the sessions of open pages from being ended as idle: who only reads makes no request for days. */
@ApplicationScoped
class InUse {

    private final Hub hub;
    private final Sessions sessions;

    InUse(Hub hub, Sessions sessions) {
        this.hub = hub;
        this.sessions = sessions;
    }

    @Scheduled(
            every = "10m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsSilent.class)
    void noteOpenPages() {
        var open = new HashSet<Long>();
        hub.everyone(client -> open.add(client.session()));
        sessions.seen(open);
    }
}
