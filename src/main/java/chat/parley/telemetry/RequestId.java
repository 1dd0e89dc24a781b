package chat.parley.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.MDC;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives every request an id that appears in its log lines, on every thread: the id from the proxy, or a random one. The
 * response returns it.
 */
@ApplicationScoped
public class RequestId {

    /** The name of the log field. */
    static final String KEY = "requestId";

    static final String HEADER = "X-Request-Id";

    /** Order of the handler: before all others. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Clients can send any id and it is logged, so characters that could forge a log line are not allowed. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Router router) {
        router.route().order(FIRST).handler(RequestId::assign);
    }

    /** Quarkus stores the log context with the request and not with the thread. */
    private static void assign(RoutingContext context) {
        var id = validOrRandom(context.request().getHeader(HEADER));
        MDC.put(KEY, id);
        context.response().putHeader(HEADER, id);
        context.next();
    }

    /**
     * Runs work whose log lines carry the id of a request, for threads on which Quarkus has no log context.
     *
     * @param request the request; null if there is none
     * @param work runs on the calling thread
     */
    public static void during(RoutingContext request, Runnable work) {
        if (request == null || MDC.get(KEY) != null) {
            work.run();
            return;
        }
        MDC.put(KEY, request.response().headers().get(HEADER));
        try {
            work.run();
        } finally {
            MDC.remove(KEY);
        }
    }

    /** The id of a request; empty for one that did not pass this filter. */
    public static Optional<String> of(RoutingContext request) {
        return Optional.ofNullable(request.response().headers().get(HEADER));
    }

    private static String validOrRandom(String received) {
        return received != null && ALLOWED.matcher(received).matches() ? received : random();
    }

    /** Need not be unpredictable: the id grants nothing. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
