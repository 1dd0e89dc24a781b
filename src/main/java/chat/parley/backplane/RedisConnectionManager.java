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
    /** Redis may take a connection and not say a word. */
    private static final long CONNECT_TIMEOUT_MILLIS = 3_000;

    private final String name;
    private final Vertx vertx;
    private final Context loop;
    private final Supplier<Redis> clients;
    private final Consumer<Response> heard;
    private final Runnable opened;
    private Redis client;
    private RedisConnection open;
    /** What belongs to an earlier one comes too late. */
    private int attempt;

    private long pause = MIN_RECONNECT_DELAY_MILLIS;
    private boolean quiet;
    private boolean over;

    /**
     * @param name in the log
     * @param clients makes one each time it is asked, that may lead elsewhere than the last
     * @param heard what comes without being asked for
     * @param opened called each time there is a connection, before anything else is sent
     */
    RedisConnectionManager(
            String name, Vertx vertx, Supplier<Redis> clients, Consumer<Response> heard, Runnable opened) {
        this.name = name;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.clients = clients;
        this.heard = heard;
        this.opened = opened;
    }

    void open() {
        loop.runOnContext(now -> connect());
    }

    /** Sends it, or drops it and calls {@code lost}: an answer is not waited for. */
    void send(Request request, Runnable lost) {
        loop.runOnContext(now -> {
            if (open == null || open.pendingQueueFull()) {
                lost.run();
            } else {
                open.send(request).onFailure(failed -> lost.run());
            }
        });
    }

    /** Hands on what is answered, if it is. */
    void ask(Request request, Consumer<AsyncResult<Response>> answered) {
        loop.runOnContext(now -> {
            if (open != null && !open.pendingQueueFull()) {
                open.send(request).onComplete(answered::accept);
            }
        });
    }

    /** The connection is not to be trusted any more: another one is made. */
    void renew(String why) {
        loop.runOnContext(now -> lost(open, why));
    }

    void close() {
        loop.runOnContext(now -> {
            over = true;
            open = null;
            drop();
        });
    }

    private void connect() {
        if (over) {
            return;
        }
        var mine = ++attempt;
        client = clients.get();
        client.connect().onComplete(made -> loop.runOnContext(now -> connected(mine, made)));
        vertx.setTimer(
                CONNECT_TIMEOUT_MILLIS,
                due -> loop.runOnContext(now -> {
                    if (mine == attempt && open == null) {
                        again("no response");
                    }
                }));
    }

    private void connected(int mine, AsyncResult<RedisConnection> made) {
        if (mine != attempt || over) {
            return;
        }
        if (made.succeeded()) {
            use(made.result());
        } else {
            again(made.cause().toString());
        }
    }

    private void use(RedisConnection connection) {
        open = connection;
        pause = MIN_RECONNECT_DELAY_MILLIS;
        connection.handler(heard::accept);
        connection.exceptionHandler(broken -> loop.runOnContext(now -> lost(connection, broken.toString())));
        connection.endHandler(ended -> loop.runOnContext(now -> lost(connection, "closed by the server")));
        if (quiet) {
            Log.infof("Connected again: %s", name);
            quiet = false;
        }
        opened.run();
    }

    private void lost(RedisConnection connection, String why) {
        if (connection != null && connection == open) {
            open = null;
            again(why);
        }
    }

    /** The log says it once: an outage may be long. */
    private void again(String why) {
        attempt++;
        drop();
        if (over) {
            return;
        }
        if (!quiet) {
            Log.warnf("Connection lost, reconnecting: %s: %s", name, why);
            quiet = true;
        }
        vertx.setTimer(
                pause / 2 + ThreadLocalRandom.current().nextLong(pause), due -> loop.runOnContext(now -> connect()));
        pause = Math.min(2 * pause, MAX_RECONNECT_DELAY_MILLIS);
    }

    private void drop() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
