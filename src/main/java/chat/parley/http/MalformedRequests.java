package chat.parley.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers requests that cannot be decoded and closes the connection, because nothing that follows can be trusted. Such
 * a request never reaches a route. Runs on the event loop of the connection.
 */
@ApplicationScoped
class MalformedRequests {

    private static final int BEFORE_THE_PLATFORM = -99;

    /** Rejects a target that is not a path, such as an asterisk, because no route handles it. */
    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_PLATFORM).failureHandler(MalformedRequests::answerUnrouted);
    }

    private static void answerUnrouted(RoutingContext context) {
        if (context.statusCode() == HttpResponseStatus.NOT_FOUND.code() && context.failure() == null) {
            ApiException.notFound(ProblemMessages::pathNotFound).end(context.request());
        } else if (context.statusCode() == HttpResponseStatus.BAD_REQUEST.code()) {
            ApiException.malformed().end(context.request());
        } else {
            context.next();
        }
    }

    static void answer(HttpServerRequest request) {
        request.response()
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal(request.decoderResult().cause()).end(request);
        request.connection().close();
    }

    private static ApiException refusal(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ApiException.addressTooLong();
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return ApiException.headersTooLarge();
        }
        return cause instanceof MalformedRequestException malformed
                        && malformed.status().equals(HttpResponseStatus.NOT_IMPLEMENTED)
                ? ApiException.unknownTransferCoding()
                : ApiException.malformed();
    }
}
