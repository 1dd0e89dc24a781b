package chat.parley.http;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Decodes as the platform does, and refuses a request that has both a {@code Content-Length} and a
 * {@code Transfer-Encoding}: Netty drops the length, and a proxy that goes by it would see another end of the body.
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
