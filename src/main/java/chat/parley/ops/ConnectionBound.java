package chat.parley.ops;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Bounds the connections to what the operating system leaves of file descriptors, so that the service itself never runs out of
 * them. The platform compares with its own bound too late for that: on the event loop of a connection, behind everything else that
 * it has to do, while the thread that accepts goes on. Any thread.
 */
@ApplicationScoped
public class ConnectionBound {

    private static final String HANDLER = "parley.bound";
    /** Jars that are read, mails, Redis, what else the service opens for a moment; and connections that are being refused. */
    private static final int RESERVE = 48;
    /** With fewer the jars are not held: people are worth more than class files, for which the reserve is there. */
    private static final int MIN_CONNECTIONS_BESIDE_JARS = 256;
    /** Enough for an administrator to find out. */
    private static final int MIN_CONNECTIONS = 16;

    private final Vertx vertx;
    private final int maxConnections;
    private final int databaseConnections;
    private final Accept accept = new Accept();
    private final OpenJars jars = OpenJars.ofThisProcess();
    private volatile long bound;
    private boolean warned;

    ConnectionBound(Vertx vertx, @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int databaseConnections, MeterRegistry metrics) {
        this.vertx = vertx;
        this.maxConnections = maxConnections > 0 ? maxConnections : Integer.MAX_VALUE;
        this.databaseConnections = databaseConnections;
        this.bound = this.maxConnections;
        Gauge.builder("parley.connections", accept.open, AtomicLong::get).description("Open connections, sockets among them").register(metrics);
        Gauge.builder("parley.connections.limit", this, self -> self.bound)
                .description("Connections that the settings and the operating system allow").register(metrics);
    }

    /** After everything else has opened what it needs. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent started) {
        if (FileDescriptors.free().orElse(0) - databaseConnections - RESERVE >= jars.size() + MIN_CONNECTIONS_BESIDE_JARS) {
            jars.hold();
        }
        compare();
        if (!opensJars()) {
            warn();
        }
        install();
    }

    /** Where jars are not held, those that the start has opened are closed after it, and the first comparison was too low. */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void compareAgain() {
        if (opensJars()) {
            compare();
            warn();
        }
    }

    private boolean opensJars() {
        return jars.size() > 0 && !jars.areHeld();
    }

    private void compare() {
        FileDescriptors.free().ifPresent(free -> bound = Math.min(maxConnections,
                Math.max(MIN_CONNECTIONS, free + accept.open.get() - databaseConnections - RESERVE)));
    }

    private void warn() {
        if (bound < maxConnections && !warned) {
            warned = true;
            Log.warnf("The operating system leaves file descriptors for %d connections, fewer than quarkus.http.limits.max-connections (%d). "
                    + "No more are accepted; raise the limit of open files (ulimit -n, LimitNOFILE=) for more", bound, maxConnections);
        }
    }

    void listen(@ObservesAsync HttpServerStart listening) {
        install();
    }

    void listenWithTls(@ObservesAsync HttpsServerStart listening) {
        install();
    }

    /** The platform has no place for this, so it is Netty's. In dev mode the server outlives the application. */
    private void install() {
        for (EventExecutor executor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            executor.execute(() -> ((SingleThreadEventLoop) executor).registeredChannelsIterator().forEachRemaining(this::install));
        }
    }

    private void install(Channel server) {
        if (server instanceof ServerChannel) {
            if (server.pipeline().get(HANDLER) != null) {
                server.pipeline().remove(HANDLER);
            }
            server.pipeline().addFirst(HANDLER, accept);
        }
    }

    /** On the channels that accept: their messages are the new connections. What is refused is closed before the next is accepted. */
    @Sharable
    private final class Accept extends ChannelInboundHandlerAdapter {

        private final AtomicLong open = new AtomicLong();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            moveToFront(context.pipeline());
            if (message instanceof Channel connection && open.get() >= bound) {
                connection.unsafe().closeForcibly();
                return;
            }
            context.fireChannelRead(message);
            // Handlers behind this one refuse connections too; a connection that is refused never reports its end.
            if (message instanceof Channel connection && connection.isOpen()) {
                open.incrementAndGet();
                connection.closeFuture().addListener(closed -> open.decrementAndGet());
            }
        }

        /** Before other handlers that count: a connection that is refused behind them would never report its end to them. */
        private void moveToFront(ChannelPipeline pipeline) {
            if (pipeline.first() != this) {
                pipeline.remove(this);
                pipeline.addFirst(HANDLER, this);
            }
        }
    }
}
