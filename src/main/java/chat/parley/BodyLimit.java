package chat.parley;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Answers a body that is too large with a problem, where the platform would answer with nothing. One that says its length
 * is refused unread; one that does not is read, up to the limit, before anyone else sees the request.
 */
@ApplicationScoped
public class BodyLimit {

    /** Just before the platform's own look at the length, which is at -2. */
    private static final int BEFORE_THE_PLATFORM = -3;
    private static final int TOO_LARGE = 413;

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final long most;
    private final BodyHandler counting;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = most.asLongValue();
        this.counting = BodyHandler.create(false).setBodyLimit(this.most);
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_PLATFORM).handler(this::check).handler(BodyLimit::read).failureHandler(BodyLimit::failed);
    }

    private void check(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (BODILESS.contains(context.request().method())) {
            context.next();
        } else if (length == null) {
            counting.handle(context);
        } else if (length.matches("\\d{1,18}") && Long.parseLong(length) <= most) {
            context.next();
        } else {
            refuse(context);
        }
    }

    /** A body of no bytes has been read as well: who found nothing here would wait for one, with a thread, until a timeout. */
    private static void read(RoutingContext context) {
        if (context.request().isEnded() && context.body().buffer() == null) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
        }
        context.next();
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == TOO_LARGE) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context) {
        context.response().setStatusCode(TOO_LARGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                // The body is not read, so nothing that follows on this connection can be.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Json.encode(Problem.of(TOO_LARGE, "The body is too large.", List.of())));
    }
}
