package chat.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.auth.SessionEnded;
import chat.parley.auth.SessionService;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Finds sessions that ended in another process or in the database, by regularly comparing the sessions of open sockets
 * with the database. It fires the same event as a local sign-out, which closes the sockets and clears the cache.
 */
@ApplicationScoped
class SessionRevocationPoller {

    /** Half of the second within which the sockets of an ended session close. {@code @Scheduled} supports whole seconds only. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Hub hub;
    private final SessionService sessionService;
    private final Event<SessionEnded> sessionEnded;
    private final ManagedExecutor worker;
    private final Vertx vertx;
    private final AtomicBoolean polling = new AtomicBoolean();
    private long timer;
    private volatile boolean failing;

    SessionRevocationPoller(
            Hub hub,
            SessionService sessionService,
            Event<SessionEnded> sessionEnded,
            ManagedExecutor worker,
            Vertx vertx) {
        this.hub = hub;
        this.sessionService = sessionService;
        this.sessionEnded = sessionEnded;
        this.worker = worker;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(POLL_INTERVAL.toMillis(), fired -> pollUnlessRunning());
    }

    void stop(@Observes ShutdownEvent stopped) {
        vertx.cancelTimer(timer);
    }

    /** If the executor rejects a poll, it is skipped; the next one finds the same sessions. */
    void pollUnlessRunning() {
        if (!polling.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(this::runPoll);
        } catch (RejectedExecutionException rejected) {
            polling.set(false);
        }
    }

    private void runPoll() {
        try {
            poll();
        } finally {
            polling.set(false);
        }
    }

    private void poll() {
        var accountsBySession = new HashMap<Long, Long>();
        hub.forEachClient(client -> accountsBySession.put(client.session(), client.account()));
        if (accountsBySession.isEmpty()) {
            return;
        }
        try {
            sessionService
                    .findEnded(accountsBySession.keySet())
                    .forEach(session -> sessionEnded.fire(new SessionEnded(accountsBySession.get(session), session)));
            failing = false;
        } catch (RuntimeException failed) {
            if (!failing) {
                Log.warnf("Reading revoked sessions failed, their sockets stay open until it succeeds: %s", failed);
            }
            failing = true;
        }
    }
}
