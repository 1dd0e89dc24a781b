package chat.parley.realtime;

import java.util.HashSet;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.auth.SessionService;
import chat.parley.database.SkipWhileDatabaseIsDown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Renews the sessions of open sockets: a user who only reads sends no request for days. */
@ApplicationScoped
class SessionKeepAlive {

    private final Hub hub;
    private final SessionService sessionService;

    SessionKeepAlive(Hub hub, SessionService sessionService) {
        this.hub = hub;
        this.sessionService = sessionService;
    }

    @Scheduled(
            every = "10m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void renewOpenSessions() {
        var sessions = new HashSet<Long>();
        hub.forEachClient(client -> sessions.add(client.session()));
        sessionService.updateLastSeen(sessions);
    }
}
