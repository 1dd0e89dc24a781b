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

    /** Half of the second within which an ended session has no socket left; the platform's scheduler counts whole ones. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Hub hub;
    private final SessionService sessionService;
    private final Event<SessionEnded> over;
    private final ManagedExecutor worker;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer;
    private volatile boolean blind;

    SessionRevocationPoller(
            Hub hub, SessionService sessionService, Event<SessionEnded> over, ManagedExecutor worker, Vertx vertx) {
        this.hub = hub;
        this.sessionService = sessionService;
        this.over = over;
        this.worker = worker;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(POLL_INTERVAL.toMillis(), fired -> lookUnlessOneDoes());
    }

    void stop(@Observes ShutdownEvent stopped) {
        vertx.cancelTimer(timer);
    }

    /** A look that the worker has no place for is left out; the next one finds what it would have found. */
    void lookUnlessOneDoes() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(this::lookOnce);
        } catch (RejectedExecutionException busy) {
            looking.set(false);
        }
    }

    private void lookOnce() {
        try {
            look();
        } finally {
            looking.set(false);
        }
    }

    private void look() {
        var open = new HashMap<Long, Long>();
        hub.everyone(client -> open.put(client.session(), client.account()));
        if (open.isEmpty()) {
            return;
        }
        try {
            sessionService
                    .ended(open.keySet())
                    .forEach(session -> over.fire(new SessionEnded(open.get(session), session)));
            blind = false;
        } catch (RuntimeException failed) {
            if (!blind) {
                Log.warnf("Reading revoked sessions failed, their sockets stay open until it succeeds: %s", failed);
            }
            blind = true;
        }
    }
}
