package chat.parley.backplane;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * One connection to Redis, which reconnects whenever it is lost. Everything runs on one event loop, so commands keep
 * their order; commands without a connection are dropped. Each connection has its own client, because a client pools
 * returned connections and could reuse a dead one.
 */
final class RedisConnectionManager {

    private static final long MIN_RECONNECT_DELAY_MILLIS = 100;
    private static final long MAX_RECONNECT_DELAY_MILLIS = 2_000;
    /** Redis may accept a connection and never respond. */
    private static final long CONNECT_TIMEOUT_MILLIS = 3_000;

    private final String name;
    private final Vertx vertx;
    private final Context eventLoop;
    private final Supplier<Redis> clientFactory;
    private final Consumer<Response> onMessage;
    private final Runnable onConnected;
    private Redis client;
    private RedisConnection connection;
    /** Number of the current attempt to connect. Results of earlier attempts are ignored. */
    private int attempt;

    private long reconnectDelayMillis = MIN_RECONNECT_DELAY_MILLIS;
    private boolean outageLogged;
    private boolean closed;

    /**
     * @param name the name of the connection in log messages
     * @param clientFactory creates a client for each attempt to connect, which may have another address than the last
     * @param onMessage receives messages that are not replies to a command
     * @param onConnected called for each new connection, before any other command is sent
     */
    RedisConnectionManager(
            String name,
            Vertx vertx,
            Supplier<Redis> clientFactory,
            Consumer<Response> onMessage,
            Runnable onConnected) {
        this.name = name;
        this.vertx = vertx;
        this.eventLoop = vertx.getOrCreateContext();
        this.clientFactory = clientFactory;
        this.onMessage = onMessage;
        this.onConnected = onConnected;
    }

    /** Starts to connect. */
    void open() {
        eventLoop.runOnContext(context -> connect());
    }

    /** Sends a command. If there is no connection, or the command fails, it is dropped and {@code onDropped} runs. */
    void send(Request request, Runnable onDropped) {
        eventLoop.runOnContext(context -> {
            if (connection == null || connection.pendingQueueFull()) {
                onDropped.run();
            } else {
                connection.send(request).onFailure(failed -> onDropped.run());
            }
        });
    }

    /** Sends a command and passes its result on. Without a connection the command is dropped and the callback never runs. */
    void request(Request request, Consumer<AsyncResult<Response>> onReply) {
        eventLoop.runOnContext(context -> {
            if (connection != null && !connection.pendingQueueFull()) {
                connection.send(request).onComplete(onReply::accept);
            }
        });
    }

    /** Replaces a connection that is considered dead. */
    void reconnect(String reason) {
        eventLoop.runOnContext(context -> connectionLost(connection, reason));
    }

    /** Closes the connection for good. */
    void close() {
        eventLoop.runOnContext(context -> {
            closed = true;
            connection = null;
            closeClient();
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        var thisAttempt = ++attempt;
        client = clientFactory.get();
        client.connect().onComplete(result -> eventLoop.runOnContext(context -> handleResult(thisAttempt, result)));
        vertx.setTimer(
                CONNECT_TIMEOUT_MILLIS,
                timer -> eventLoop.runOnContext(context -> {
                    if (thisAttempt == attempt && connection == null) {
                        scheduleReconnect("no response");
                    }
                }));
    }

    private void handleResult(int thisAttempt, AsyncResult<RedisConnection> result) {
        if (thisAttempt != attempt || closed) {
            return;
        }
        if (result.succeeded()) {
            use(result.result());
        } else {
            scheduleReconnect(result.cause().toString());
        }
    }

    private void use(RedisConnection connected) {
        connection = connected;
        reconnectDelayMillis = MIN_RECONNECT_DELAY_MILLIS;
        connected.handler(onMessage::accept);
        connected.exceptionHandler(
                failure -> eventLoop.runOnContext(context -> connectionLost(connected, failure.toString())));
        connected.endHandler(
                ended -> eventLoop.runOnContext(context -> connectionLost(connected, "closed by the server")));
        if (outageLogged) {
            Log.infof("Connected again: %s", name);
            outageLogged = false;
        }
        onConnected.run();
    }

    private void connectionLost(RedisConnection failed, String reason) {
        if (failed != null && failed == connection) {
            connection = null;
            scheduleReconnect(reason);
        }
    }

    /** Logs an outage once, because it may be long. */
    private void scheduleReconnect(String reason) {
        attempt++;
        closeClient();
        if (closed) {
            return;
        }
        if (!outageLogged) {
            Log.warnf("Connection lost, reconnecting: %s: %s", name, reason);
            outageLogged = true;
        }
        vertx.setTimer(
                reconnectDelayMillis / 2 + ThreadLocalRandom.current().nextLong(reconnectDelayMillis),
                timer -> eventLoop.runOnContext(context -> connect()));
        reconnectDelayMillis = Math.min(2 * reconnectDelayMillis, MAX_RECONNECT_DELAY_MILLIS);
    }

    private void closeClient() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
