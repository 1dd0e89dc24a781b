package chat.parley.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.problem.ApiException;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Waits for requests in progress before the process ends. The mechanism of Quarkus also counts sockets, so it
 * always waits for the full timeout once a socket was open. In dev mode {@code ReloadGate} does this.
 */
@ApplicationScoped
@UnlessBuildProfile("dev")
class RequestDrainer {

    /** Order of the handler: before all others. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Longer than the message log waits for the database. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(8);

    private final Semaphore requestPermits = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean draining;
    private volatile boolean stopped;

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::count);
    }

    /**
     * Requests on connections that were open before are answered with {@code Connection: close}, so that the client
     * reconnects to another process.
     */
    void startDraining(@Observes ShutdownDelayInitiatedEvent stopping) {
        draining = true;
    }

    void awaitRequests(@Observes ShutdownEvent ended) throws InterruptedException {
        stopped = true;
        if (!requestPermits.tryAcquire(Integer.MAX_VALUE, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            Log.warnf("Shutting down: %d requests are aborted", Integer.MAX_VALUE - requestPermits.availablePermits());
        }
    }

    /**
     * Counts a request until its response ends or its connection closes. The end handler of Vert.x alone is not called if the
     * client disconnects in the middle.
     */
    private void count(RoutingContext context) {
        if (stopped || !requestPermits.tryAcquire()) {
            reject(context);
        } else {
            RequestFlowControl.of(context.request())
                    .ifPresentOrElse(
                            flow -> flow.onEnd(requestPermits::release),
                            () -> context.addEndHandler(ended -> requestPermits.release()));
            if (draining) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            context.next();
        }
    }

    private static void reject(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ApiException.restarting().end(context.request());
    }
}
