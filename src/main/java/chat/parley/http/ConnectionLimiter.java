package chat.parley.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.platform.ServerConnection;
import chat.parley.platform.StrictRequestDecoder;
import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimiter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/**
 * Limits the number of connections, in total and per network address, and installs a {@link RequestFlowControl} on each. The
 * limit of the platform is checked too late: on the event loop of the connection, behind all its other work, while the
 * acceptor goes on accepting. So this is a Netty handler on the accepting channel. Connections of a trusted proxy do
 * not count for its address; their requests count for the addresses that the proxy names. Thread-safe.
 */
@Singleton
public class ConnectionLimiter {

    private static final String ACCEPT_HANDLER = "parley.accept";
    private static final String INSTALL_HANDLER = "parley.install";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** Fraction of the heap for the buffered bytes of all connections. */
    private static final int HEAP_PER_BUFFERS = 8;
    /** Without a list of trusted proxies, any client can claim to be one. */
    private static final int MAX_LEARNED_PROXIES = 1_000;

    private final Vertx vertx;
    private final Duration requestTimeout;
    private final long maxConnectionsPerAddress;
    private final IncompleteRequests incompleteRequests;
    private final BufferBudget buffers = new BufferBudget(Runtime.getRuntime().maxMemory() / HEAP_PER_BUFFERS);
    private final AtomicLong open = new AtomicLong();
    private volatile long maxConnections = Long.MAX_VALUE;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();
    private final List<IpSubnetFilterRule> trustedProxies;
    private final Set<String> learnedProxies = ConcurrentHashMap.newKeySet();
    private final Map<AbortReason, Counter> aborted = new EnumMap<>(AbortReason.class);
    private final HttpServerOptions decoderOptions;

    ConnectionLimiter(
            Vertx vertx,
            HttpConfig config,
            RateLimiter limits,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length") int maxLineBytes,
            @ConfigProperty(name = "quarkus.http.limits.max-header-size") MemorySize maxHeaderBytes,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trustedProxies) {
        this.vertx = vertx;
        this.requestTimeout = config.requestTimeout();
        this.decoderOptions = new HttpServerOptions()
                .setMaxInitialLineLength(maxLineBytes)
                .setMaxHeaderSize((int) maxHeaderBytes.asLongValue());
        this.maxConnectionsPerAddress = limits.scaledMaximum(config.maxConnectionsPerAddress());
        this.incompleteRequests =
                new IncompleteRequests(limits.scaledMaximum(config.maxIncompleteRequestsPerAddress()));
        this.trustedProxies = forwarding
                ? trustedProxies.orElse(List.of()).stream()
                        .flatMap(proxy -> rule(proxy).stream())
                        .toList()
                : List.of();
        for (var reason : AbortReason.values()) {
            aborted.put(
                    reason,
                    Counter.builder("parley.http.aborted")
                            .description(
                                    "Number of connections that were closed, or whose request was rejected, before a response was sent.")
                            .tag("reason", reason.id())
                            .register(metrics));
        }
    }

    /** Host names, and addresses with a port, are learned from the first request instead. */
    private static Optional<IpSubnetFilterRule> rule(String proxy) {
        try {
            var network = proxy.strip();
            var whole = network.contains("/") ? network : network + (network.contains(":") ? "/128" : "/32");
            return Optional.of(new IpSubnetFilterRule(whole, IpFilterRuleType.ACCEPT));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    void listen(@ObservesAsync HttpServerStart listening) {
        install();
    }

    void listenWithTls(@ObservesAsync HttpsServerStart listening) {
        install();
    }

    /** Does nothing in dev mode, in which the server and its connections outlive the application. */
    private void install() {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return;
        }
        for (var executor : ServerConnection.acceptors(vertx)) {
            executor.execute(() -> ((SingleThreadEventLoop) executor)
                    .registeredChannelsIterator()
                    .forEachRemaining(this::install));
        }
    }

    private void install(Channel server) {
        if (server instanceof ServerChannel) {
            if (server.pipeline().get(ACCEPT_HANDLER) != null) {
                server.pipeline().remove(ACCEPT_HANDLER);
            }
            server.pipeline().addFirst(ACCEPT_HANDLER, new Accept());
        }
    }

    /** The number of open connections, including WebSockets. */
    public long openConnections() {
        return open.get();
    }

    /**
     * Sets the maximum number of open connections. Does not close open ones.
     *
     * @param max at least 1; unbounded until this is called
     */
    public void limitConnections(long max) {
        maxConnections = max;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    IncompleteRequests incompleteRequests() {
        return incompleteRequests;
    }

    BufferBudget buffers() {
        return buffers;
    }

    ApiException tooManyAtOnce() {
        return ApiException.tooMany(RETRY_AFTER);
    }

    void aborted(AbortReason reason) {
        aborted.get(reason).increment();
    }

    /** Whether connections count for the network that they come from. Those of a trusted proxy do not. */
    boolean counts(String network) {
        return network != null && !learnedProxies.contains(network);
    }

    /** Records a trusted proxy: the platform accepted the address that it forwarded. */
    void trust(String network) {
        if (network != null && learnedProxies.size() < MAX_LEARNED_PROXIES) {
            learnedProxies.add(network);
        }
    }

    private String network(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress address)) {
            return null;
        }
        var network = ClientNetwork.network(address.getAddress().getHostAddress());
        if (trustedProxies.stream().anyMatch(proxy -> proxy.matches(address))) {
            trust(network);
        }
        return network;
    }

    /** Counts a connection while it is open. */
    private boolean admits(Channel channel, String network) {
        if (open.get() >= maxConnections || !admitsFromAddress(channel, network)) {
            return false;
        }
        open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    private boolean admitsFromAddress(Channel channel, String network) {
        if (!counts(network)) {
            return true;
        }
        if (connections.merge(network, 1, Integer::sum) > maxConnectionsPerAddress) {
            decrement(network);
            return false;
        }
        channel.closeFuture().addListener(closed -> decrement(network));
        return true;
    }

    private void decrement(String network) {
        connections.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
    }

    private void guard(Channel channel, String network) {
        if (!channel.isActive()) {
            return;
        }
        ServerConnection.on(channel).ifPresent(connection -> {
            channel.pipeline()
                    .replace(
                            ServerConnection.DECODER,
                            ServerConnection.DECODER,
                            new StrictRequestDecoder(
                                    decoderOptions,
                                    () -> new MalformedRequestException(HttpResponseStatus.BAD_REQUEST)));
            connection.onMalformedRequest(MalformedRequests::answer);
            RequestFlowControl.install(channel, connection, this, network);
        });
    }

    /** A handler on the accepting channel, whose messages are the new connections. */
    private final class Accept extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel channel) {
                var network = network(channel);
                if (!admits(channel, network)) {
                    aborted(AbortReason.CONNECTIONS);
                    // Close it before the next one is accepted, because it holds a file descriptor.
                    channel.unsafe().closeForcibly();
                    return;
                }
                channel.pipeline().addLast(INSTALL_HANDLER, new Install(network));
            }
            context.fireChannelRead(message);
        }
    }

    /** Runs on a new connection after the platform has set up its pipeline. */
    private final class Install extends ChannelInboundHandlerAdapter {

        private final String network;

        Install(String network) {
            this.network = network;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var channel = context.channel();
            context.pipeline().remove(this);
            var tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                guard(channel, network);
            } else {
                // The platform sets up the rest after the TLS handshake, which has its own time limit.
                tls.handshakeFuture().addListener(done -> channel.eventLoop().execute(() -> guard(channel, network)));
            }
            context.fireChannelActive();
        }
    }
}
