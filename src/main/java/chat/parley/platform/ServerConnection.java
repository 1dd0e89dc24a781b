package chat.parley.platform;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;

/**
 * A connection of the HTTP server as Netty has it. Vert.x offers no access to the channel, to the acceptor or to
 * reading, and without them connections can't be bounded before their first request ({@code SlowRequestsIT}), sockets
 * can't share an encoded frame ({@code StalledReadersTest}), and a download can't stop reading ahead ({@code
 * SlowTransfersIT}). Each of these tests fails when a method here finds nothing.
 */
public final class ServerConnection {

    /** The name of the HTTP/1.1 decoder in the pipeline of a connection. */
    public static final String DECODER = "httpDecoder";

    private final ConnectionBase connection;

    private ServerConnection(ConnectionBase connection) {
        this.connection = connection;
    }

    /** Returns the Netty channel of a connection, which is empty for one that Vert.x has wrapped. Any thread. */
    public static Optional<Channel> channelOf(HttpConnection connection) {
        return connection instanceof ConnectionBase base ? Optional.of(base.channel()) : Optional.empty();
    }

    /** Returns the HTTP/1.1 connection of a channel whose pipeline is complete, empty for any other. Its event loop. */
    public static Optional<ServerConnection> on(Channel channel) {
        var pipeline = channel.pipeline();
        return pipeline.get(DECODER) instanceof HttpRequestDecoder
                        && pipeline.get("handler") instanceof VertxHandler<?> handler
                        && handler.getConnection() instanceof HttpServerConnection server
                        && server instanceof ConnectionBase base
                ? Optional.of(new ServerConnection(base))
                : Optional.empty();
    }

    /** Returns the event loops that accept connections. Any thread. */
    public static Iterable<EventExecutor> acceptors(Vertx vertx) {
        return ((VertxInternal) vertx).getAcceptorEventLoopGroup();
    }

    /** Sets what answers a request that the decoder could not read. Its event loop. */
    public void onMalformedRequest(Handler<HttpServerRequest> answer) {
        ((HttpServerConnection) connection).invalidRequestHandler(answer);
    }

    /** Stops reading from the network until {@link #resume}. Its event loop. */
    public void pause() {
        connection.doPause();
    }

    /** Goes on reading. Its event loop. */
    public void resume() {
        connection.doResume();
    }
}
