package chat.parley.platform;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import io.vertx.core.http.HttpServerRequest;

/**
 * A response that is written later, by a message body writer. RESTEasy Reactive lets resource methods answer later, but
 * writers only through its own request context. {@code DownloadTest} fails without it.
 */
public final class SuspendedResponse {

    private final ResteasyReactiveRequestContext context;

    private SuspendedResponse(ResteasyReactiveRequestContext context) {
        this.context = context;
    }

    /** Suspends the processing of a request. Either {@link #complete} or {@link #fail} is called, exactly once. */
    public static SuspendedResponse of(ServerRequestContext context) {
        var internal = (ResteasyReactiveRequestContext) context;
        internal.suspend();
        return new SuspendedResponse(internal);
    }

    /** Returns the Vert.x request of a context that is not suspended yet. */
    public static HttpServerRequest request(ServerRequestContext context) {
        return ((ResteasyReactiveRequestContext) context).unwrap(HttpServerRequest.class);
    }

    /** Returns the response, of which nothing was written yet. */
    public ServerHttpResponse response() {
        return context.serverResponse();
    }

    /** Finishes the request after its response was ended or its connection closed. */
    public void complete() {
        context.resume();
    }

    /** Answers with what the exception mappers make of a failure. Only while no header was written. */
    public void fail(Throwable failure) {
        context.resume(failure);
    }
}
