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
 * In dev mode, and in no other build: every request is answered while the application reloads. The platform makes a request that
 * comes meanwhile wait, hands it to the application that has just ended, and closes its connection. Here it goes to the new
 * application, and its connection closes after the answer. The stop waits up to 2 s for requests that began before the reload.
 *
 * <p>Connections outlive the application, and with it this class: what they keep are types of the JDK and of Netty alone.
 */
@ApplicationScoped
@IfBuildProfile("dev")
public class ReloadGate {

    private static final int FIRST = Integer.MIN_VALUE;
    /** Between two looks for the new application. */
    private static final long POLL_INTERVAL_MILLIS = 20;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final String CLOSE_HANDLER = "parley.close-when-answered";
    private static final AttributeKey<Boolean> ANSWERING = AttributeKey.valueOf("parley.answering");
    private static final AttributeKey<Boolean> CLOSING = AttributeKey.valueOf("parley.closing");

    private enum State {
        STARTING,
        SERVING,
        STOPPED
    }

    private final Vertx vertx;
    private final Semaphore free = new Semaphore(Integer.MAX_VALUE);
    private volatile Router router;
    private volatile Object application;
    private volatile State state = State.STARTING;

    ReloadGate(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Before the platform looks for changes. */
    void install(@Observes Router router) {
        this.router = router;
        router.route().order(FIRST).handler(this::enter);
    }

    /** After it, as routes of one order have that of their coming; and after all else is ready. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1100) StartupEvent started) {
        router.route().order(FIRST).handler(this::pass);
        application = VertxHttpRecorder.getCurrentApplicationState();
        state = State.SERVING;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping)
            throws InterruptedException {
        state = State.STOPPED;
        free.tryAcquire(Integer.MAX_VALUE, STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void enter(RoutingContext context) {
        if (state == State.STARTING) {
            lookAgain(context, this::enter);
            return;
        }
        if (!isUpgrade(context)) {
            closeWhenAnswered(context);
        }
        if (state == State.STOPPED) {
            handOver(context);
        } else {
            context.next();
        }
    }

    private void pass(RoutingContext context) {
        if (state == State.STOPPED || !free.tryAcquire()) {
            handOver(context);
            return;
        }
        if (isUpgrade(context)) {
            free.release();
        } else {
            context.addEndHandler(ended -> free.release());
        }
        context.next();
    }

    /** To the new application, as soon as it is there. */
    private void handOver(RoutingContext context) {
        if (VertxHttpRecorder.getCurrentApplicationState() == application) {
            lookAgain(context, this::handOver);
        } else {
            VertxHttpRecorder.getRootHandler().handle(context.request());
        }
    }

    /** For as long as its client waits: where an application fails to start, the platform closes all connections. */
    private void lookAgain(RoutingContext context, Handler<RoutingContext> look) {
        if (!context.response().closed()) {
            vertx.setTimer(POLL_INTERVAL_MILLIS, later -> look.handle(context));
        }
    }

    private static boolean isUpgrade(RoutingContext context) {
        return context.request().headers().contains(HttpHeaders.UPGRADE);
    }

    private static void closeWhenAnswered(RoutingContext context) {
        ServerConnection.channelOf(context.request().connection()).ifPresent(channel -> {
            if (channel.pipeline().get(CLOSE_HANDLER) == null) {
                channel.pipeline().addFirst(CLOSE_HANDLER, new CloseWhenAnswered());
            }
            channel.attr(ANSWERING).set(true);
            context.addEndHandler(ended -> answered(channel));
        });
    }

    private static void answered(Channel channel) {
        channel.attr(ANSWERING).set(false);
        if (channel.attr(CLOSING).get() != null) {
            channel.close();
        }
    }

    private static final class CloseWhenAnswered extends ChannelOutboundHandlerAdapter {

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (Boolean.TRUE.equals(context.channel().attr(ANSWERING).get())) {
                context.channel().attr(CLOSING).set(true);
            } else {
                context.close(promise);
            }
        }
    }
}
