package chat.parley.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A malformed HTTP request. It has no stack trace, because it is the client's fault. */
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
