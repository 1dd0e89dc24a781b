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

    /** In a log line. */
    static final String KEY = "requestId";

    static final String HEADER = "X-Request-Id";

    /** Before everything else that looks at a request. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Anyone can send one, and it is written into logs: nothing that could end a line or be taken for something else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Router router) {
        router.route().order(FIRST).handler(RequestId::give);
    }

    /** The platform keeps what is put here with the request, and not with the thread. */
    private static void give(RoutingContext context) {
        var id = of(context.request().getHeader(HEADER));
        MDC.put(KEY, id);
        context.response().putHeader(HEADER, id);
        context.next();
    }

    /**
     * Does something that logs for a request. What comes from a thread that knows no request goes on where the platform has kept
     * nothing of it.
     *
     * @param request null where there is none
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

    private static String of(String told) {
        return told != null && PLAIN.matcher(told).matches() ? told : made();
    }

    /** Nobody gains anything by guessing it. */
    private static String made() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
