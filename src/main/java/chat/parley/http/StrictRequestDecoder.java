package chat.parley.http;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * The decoder of the platform, except that it rejects requests with both {@code Content-Length} and {@code
 * Transfer-Encoding}: Netty drops the length, and a proxy that uses it would see a different end of the body.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new MalformedRequestException(HttpResponseStatus.BAD_REQUEST);
    }
}
