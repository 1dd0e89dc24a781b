package chat.parley.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that is not HTTP as Parley takes it. It is the client's fault, so it has no stack trace. */
final class MalformedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    MalformedRequestException(HttpResponseStatus status) {
        super(status.toString(), null, false, false);
        this.status = status;
    }

    HttpResponseStatus status() {
        return status;
    }
}
