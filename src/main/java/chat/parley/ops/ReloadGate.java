package chat.parley.ops;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import chat.parley.platform.ServerConnection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers every request while the application reloads, in dev mode only. Quarkus delays requests during a reload, passes them
 * to the stopped application and closes their connections. This class passes them to the new application and closes the
 * connection after the response. The stop waits up to 2 s for requests that began before the reload.
 *
 * <p>Connections outlive the application and the class loader of this class, so their attributes hold only types of the JDK and
 * of Netty.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class ReloadGate {

    private static final int FIRST = Integer.MIN_VALUE;
    /** Interval between two checks for the new application. */
    private static final long POLL_INTERVAL_MILLIS = 20;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final String CLOSE_HANDLER = "parley.close-when-answered";
    private static final AttributeKey<Boolean> RESPONDING = AttributeKey.valueOf("parley.answering");
    private static final AttributeKey<Boolean> CLOSING = AttributeKey.valueOf("parley.closing");

    private enum State {
        STARTING,
        SERVING,
        STOPPED
    }

    private final Vertx vertx;
    private final Semaphore requestPermits = new Semaphore(Integer.MAX_VALUE);
    private volatile Router router;
    private volatile Object application;
    private volatile State state = State.STARTING;

    ReloadGate(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Registers the first handler before that of Quarkus, which looks for changes. */
    void install(@Observes Router router) {
        this.router = router;
        router.route().order(FIRST).handler(this::handleArrival);
    }

    /** Registers the second handler after that of Quarkus: routes of the same order run in the order of registration. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1100) StartupEvent started) {
        router.route().order(FIRST).handler(this::handleRequest);
        application = VertxHttpRecorder.getCurrentApplicationState();
        state = State.SERVING;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping)
            throws InterruptedException {
        state = State.STOPPED;
        requestPermits.tryAcquire(Integer.MAX_VALUE, STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handleArrival(RoutingContext context) {
        if (state == State.STARTING) {
            retryLater(context, this::handleArrival);
            return;
        }
        if (!isUpgrade(context)) {
            closeAfterResponse(context);
        }
        if (state == State.STOPPED) {
            forward(context);
        } else {
            context.next();
        }
    }

    private void handleRequest(RoutingContext context) {
        if (state == State.STOPPED || !requestPermits.tryAcquire()) {
            forward(context);
            return;
        }
        if (isUpgrade(context)) {
            requestPermits.release();
        } else {
            context.addEndHandler(ended -> requestPermits.release());
        }
        context.next();
    }

    /** Passes the request to the new application, as soon as it has started. */
    private void forward(RoutingContext context) {
        if (VertxHttpRecorder.getCurrentApplicationState() == application) {
            retryLater(context, this::forward);
        } else {
            VertxHttpRecorder.getRootHandler().handle(context.request());
        }
    }

    /** Retries until the client disconnects. If the application does not start, Quarkus closes all connections. */
    private void retryLater(RoutingContext context, Handler<RoutingContext> handler) {
        if (!context.response().closed()) {
            vertx.setTimer(POLL_INTERVAL_MILLIS, timer -> handler.handle(context));
        }
    }

    private static boolean isUpgrade(RoutingContext context) {
        return context.request().headers().contains(HttpHeaders.UPGRADE);
    }

    private static void closeAfterResponse(RoutingContext context) {
        ServerConnection.channelOf(context.request().connection()).ifPresent(channel -> {
            if (channel.pipeline().get(CLOSE_HANDLER) == null) {
                channel.pipeline().addFirst(CLOSE_HANDLER, new CloseAfterResponse());
            }
            channel.attr(RESPONDING).set(true);
            context.addEndHandler(ended -> responseEnded(channel));
        });
    }

    private static void responseEnded(Channel channel) {
        channel.attr(RESPONDING).set(false);
        if (channel.attr(CLOSING).get() != null) {
            channel.close();
        }
    }

    private static final class CloseAfterResponse extends ChannelOutboundHandlerAdapter {

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (Boolean.TRUE.equals(context.channel().attr(RESPONDING).get())) {
                context.channel().attr(CLOSING).set(true);
            } else {
                context.close(promise);
            }
        }
    }
}
