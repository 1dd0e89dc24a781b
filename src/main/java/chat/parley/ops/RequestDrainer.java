package chat.parley.ops;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.http.RequestFlow;
import chat.parley.problem.ApiException;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Waits for requests in progress before the process ends. The mechanism of the platform also counts sockets, and so
 * always waits for the full timeout once a socket was open. In dev mode {@link ReloadGate} does this.
 */
@ApplicationScoped
@UnlessBuildProfile("dev")
public class RequestDrainer {

    /** Before everything else that looks at a request. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Longer than the log lets anyone wait for the disk. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(8);

    private final Semaphore free = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean leaving;
    private volatile boolean ending;

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::count);
    }

    /**
     * Requests on connections that were open before are answered with {@code Connection: close}, so that the client
     * reconnects to another process.
     */
    void leave(@Observes ShutdownDelayInitiatedEvent stopping) {
        leaving = true;
    }

    void end(@Observes ShutdownEvent ended) throws InterruptedException {
        ending = true;
        if (!free.tryAcquire(Integer.MAX_VALUE, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            Log.warnf("Shutting down: %d requests are aborted", Integer.MAX_VALUE - free.availablePermits());
        }
    }

    /**
     * A request ends with its answer, an upgrade too, or with its connection. The end that the platform tells of is none when
     * somebody goes away in the middle.
     */
    private void count(RoutingContext context) {
        if (ending || !free.tryAcquire()) {
            refuse(context);
        } else {
            RequestFlow.of(context.request())
                    .ifPresentOrElse(
                            flow -> flow.onEnd(free::release), () -> context.addEndHandler(ended -> free.release()));
            if (leaving) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            context.next();
        }
    }

    private static void refuse(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ApiException.restarting().end(context.request());
    }
}
