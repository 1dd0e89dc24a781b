package chat.parley.platform;

import java.util.function.Supplier;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * The decoder of Vert.x, except that it rejects requests with both {@code Content-Length} and {@code
 * Transfer-Encoding}: Netty drops the length, and a proxy that uses it would see a different end of the body. The
 * decoder's options are not public in Vert.x, so it is extended. {@code MalformedRequestsTest} fails without it.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final Supplier<? extends RuntimeException> conflictingLength;

    /**
     * @param options the limits of the request line and of headers, in bytes
     * @param conflictingLength what is thrown for a request that states its length twice
     */
    public StrictRequestDecoder(HttpServerOptions options, Supplier<? extends RuntimeException> conflictingLength) {
        super(options);
        this.conflictingLength = conflictingLength;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw conflictingLength.get();
    }
}
