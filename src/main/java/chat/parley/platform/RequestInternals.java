package chat.parley.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.HostAndPortImpl;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** Parts of a request that Vert.x Web lets only its own handlers set or check. */
public final class RequestInternals {

    private RequestInternals() {}

    /**
     * Gives a request the body that was read for it, as the body handler of Vert.x Web does. There is no public setter. Every
     * test that sends JSON fails without it.
     */
    public static void setBody(RoutingContext context, Buffer body) {
        ((RoutingContextInternal) context).setBody(body);
    }

    /**
     * Returns whether Vert.x would accept this {@code Host} header. It has to be the same check, because Vert.x closes
     * the connection without a problem object where its own fails ({@code MalformedRequestsTest}).
     */
    public static boolean isValidAuthority(String host) {
        return HostAndPortImpl.isValidAuthority(host);
    }
}
