package chat.parley.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.account.Sessions;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Closes the sockets of sessions that another process has ended, or that somebody ended in the database: compares, again and
 * again, the sessions that have a socket here with those that there are. What this process ends {@link AccountWatch} hears of
 * at once.
 */
@ApplicationScoped
class EndedElsewhere {

    /** Half of the second within which an ended session has no socket left; the platform's scheduler counts whole ones. */
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Hub hub;
    private final Sessions sessions;
    private final ManagedExecutor worker;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer;
    private volatile boolean blind;

    EndedElsewhere(Hub hub, Sessions sessions, ManagedExecutor worker, Vertx vertx) {
        this.hub = hub;
        this.sessions = sessions;
        this.worker = worker;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        timer = vertx.setPeriodic(EVERY.toMillis(), fired -> lookUnlessOneDoes());
    }

    void stop(@Observes ShutdownEvent stopped) {
        vertx.cancelTimer(timer);
    }

    private void lookUnlessOneDoes() {
        if (looking.compareAndSet(false, true)) {
            worker.execute(() -> {
                try {
                    look();
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void look() {
        var open = new HashSet<Long>();
        hub.everyone(client -> open.add(client.session()));
        if (open.isEmpty()) {
            return;
        }
        try {
            close(Set.copyOf(sessions.ended(open)));
            blind = false;
        } catch (RuntimeException failed) {
            if (!blind) {
                Log.warnf("Sockets of sessions that end elsewhere stay open for now: %s", failed);
            }
            blind = true;
        }
    }

    private void close(Set<Long> ended) {
        if (!ended.isEmpty()) {
            hub.everyone(client -> {
                if (ended.contains(client.session())) {
                    hub.expel(client, Close.NOT_ALLOWED);
                }
            });
        }
    }
}
