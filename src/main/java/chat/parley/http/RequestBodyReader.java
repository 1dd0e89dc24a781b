package chat.parley.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.platform.RequestInternals;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Receives the complete body of a request on the event loop before a resource sees it. The platform would read it on
 * one of its 200 worker threads, at the speed of the client. Files are streamed instead, after authentication.
 */
@ApplicationScoped
class RequestBodyReader {

    /** Runs after {@link BodySizeFilter}, and before the platform checks the length, at -2. */
    private static final int BEFORE_THE_PLATFORM = -3;

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String CONTINUE = "100-continue";

    private final long maxBytes;

    RequestBodyReader(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.maxBytes = max.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_PLATFORM).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var flow = RequestFlowControl.of(request);
        flow.ifPresent(known -> known.setForwardedNetwork(ClientNetwork.of(request)));
        if (BODILESS.contains(request.method())) {
            context.next();
        } else if (BodySizeFilter.isUpload(context)) {
            flow.ifPresent(RequestFlowControl::exemptUpload);
            context.next();
        } else if (isEmpty(request)) {
            handOn(context, Buffer.buffer());
        } else {
            new Reading(context, flow.orElse(null)).start();
        }
    }

    private static boolean isEmpty(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.isEnded()
                || "0".equals(length)
                || length == null
                        && request.version() != HttpVersion.HTTP_2
                        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void handOn(RoutingContext context, Buffer body) {
        RequestInternals.setBody(context, body);
        context.next();
    }

    /** Collects the body of one request. Runs on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext context;
        /** Null on HTTP/2. */
        private final RequestFlowControl flow;

        private final Buffer body = Buffer.buffer();
        private boolean refused;

        Reading(RoutingContext context, RequestFlowControl flow) {
            this.context = context;
            this.flow = flow;
        }

        void start() {
            var request = context.request();
            if (flow != null) {
                flow.onAbort(this::refuse);
            }
            if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
                    && request.version() != HttpVersion.HTTP_1_0) {
                request.response().writeContinue();
            }
            // The client is gone, so there is nothing to answer.
            request.exceptionHandler(
                    brokenOff -> Log.debugf("The client aborted a request while sending its body: %s", brokenOff));
            request.handler(this::take).endHandler(end -> end()).resume();
        }

        private void take(Buffer bytes) {
            if (refused) {
                return;
            }
            if (body.length() + bytes.length() > maxBytes) {
                refuse(ApiException.tooLarge(ProblemMessages::bodyTooLarge));
                return;
            }
            body.appendBuffer(bytes);
            if (flow != null) {
                flow.setBufferedBodyBytes(body.length());
            }
        }

        private void end() {
            if (!refused) {
                handOn(context, body);
            }
        }

        private void refuse(ApiException refusal) {
            refused = true;
            // The rest of the body is not read.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refusal.end(context.request());
        }
    }
}
