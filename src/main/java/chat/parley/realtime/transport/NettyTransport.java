package chat.parley.realtime.transport;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import chat.parley.platform.ServerConnection;
import io.github.bucket4j.Bucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Writes to the Netty channel of a socket: one task per event loop writes to all of its sockets, with
 * shared encoded bytes and one flush each. It uses internals of Quarkus for speed; if they differ from what it expects, {@link
 * VertxTransport} is used instead.
 */
public final class NettyTransport implements Transport {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int FINAL = 0x80;
    /** The name of the handler of Vert.x, the last of the pipeline. */
    private static final String VERTX_HANDLER = "handler";

    private static final String LIMIT_HANDLER = "parley.limits";

    private static final TypedKey<Channel> CHANNEL = new TypedKey<>("parley.channel");
    private static final Map<EventLoop, EventLoopFlusher> FLUSHERS = new ConcurrentHashMap<>();

    /** Flushes the outboxes of one event loop in one task, in which they share encoded frames. */
    private static final class EventLoopFlusher {

        private final EventLoop loop;
        private final Queue<Outbox> pendingOutboxes = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private final Map<Frame, ByteBuf> encoded = new IdentityHashMap<>();
        private final DeliveryMetrics deliveryMetrics;
        private long requestedAt;
        private long frames;
        private long bytes;

        EventLoopFlusher(EventLoop loop, DeliveryMetrics deliveryMetrics) {
            this.loop = loop;
            this.deliveryMetrics = deliveryMetrics;
        }

        void add(Outbox outbox) {
            pendingOutboxes.add(outbox);
            if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
                requestedAt = System.nanoTime();
                schedule();
            }
        }

        /** An event loop that rejects tasks has shut down and closed its channels, so nothing is left to write. */
        private void schedule() {
            try {
                loop.execute(this::flush);
            } catch (RejectedExecutionException shutDown) {
                scheduled.set(false);
                pendingOutboxes.clear();
            }
        }

        /** Reads the start time first, because a later request replaces it. */
        private void flush() {
            var startedAt = requestedAt;
            scheduled.set(false);
            try {
                for (var outbox = pendingOutboxes.poll(); outbox != null; outbox = pendingOutboxes.poll()) {
                    outbox.flush();
                }
            } finally {
                encoded.values().forEach(ByteBuf::release);
                encoded.clear();
                recordMetrics(System.nanoTime() - startedAt);
            }
        }

        private void recordMetrics(long nanos) {
            if (frames > 0) {
                deliveryMetrics.sent(frames, bytes);
                deliveryMetrics.flushed(nanos);
                frames = 0;
                bytes = 0;
            }
        }

        /** Counts written bytes, and a frame with its last piece. */
        void addSent(int frames, int bytes) {
            this.frames += frames;
            this.bytes += bytes;
        }

        ByteBuf encodedFrame(Frame frame, ByteBufAllocator allocator) {
            frames++;
            bytes += frame.bytes();
            return encoded.computeIfAbsent(frame, key -> encode(key, allocator)).retainedDuplicate();
        }
    }

    private final WebSocketConnection connection;
    private final Channel channel;
    private final ChannelHandlerContext encoder;
    private final FrameLimitHandler limits;
    private final EventLoopFlusher flusher;

    private NettyTransport(
            WebSocketConnection connection,
            Channel channel,
            ChannelHandlerContext encoder,
            FrameLimitHandler limits,
            DeliveryMetrics deliveryMetrics) {
        this.connection = connection;
        this.channel = channel;
        this.encoder = encoder;
        this.limits = limits;
        this.flusher =
                FLUSHERS.computeIfAbsent(channel.eventLoop(), loop -> new EventLoopFlusher(loop, deliveryMetrics));
    }

    /**
     * Stores the channel of the socket before the upgrade, and installs the limits for it. Does nothing with HTTP/2, whose
     * streams share a channel.
     *
     * @param frames the rate limit of frames; null for none
     */
    public static void prepare(HttpServerRequest request, UserData connection, Bucket frames) {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return;
        }
        ServerConnection.channelOf(request.connection()).ifPresent(channel -> {
            connection.put(CHANNEL, channel);
            var pipeline = channel.pipeline();
            if (pipeline.get(LIMIT_HANDLER) != null) {
                // An earlier upgrade on the same connection was rejected after this point.
                pipeline.remove(LIMIT_HANDLER);
            }
            pipeline.addBefore(VERTX_HANDLER, LIMIT_HANDLER, new FrameLimitHandler(frames));
        });
    }

    /** The handler that limits the frames of this connection; empty if none is installed. */
    public static Optional<FrameLimitHandler> limitHandler(WebSocketConnection connection) {
        return Optional.ofNullable(connection.userData().get(CHANNEL))
                .map(channel -> channel.pipeline().get(FrameLimitHandler.class));
    }

    /** Creates the transport of an open socket. Must be called on its event loop. */
    public static Transport create(WebSocketConnection connection, DeliveryMetrics deliveryMetrics) {
        return limitHandler(connection)
                .flatMap(limits -> {
                    var channel = connection.userData().get(CHANNEL);
                    return Optional.ofNullable(channel.pipeline().context(WebSocketFrameEncoder.class))
                            .<Transport>map(encoder ->
                                    new NettyTransport(connection, channel, encoder, limits, deliveryMetrics));
                })
                .orElseGet(() -> new VertxTransport(connection, Vertx.currentContext(), deliveryMetrics));
    }

    @Override
    public void scheduleFlush(Outbox outbox) {
        flusher.add(outbox);
    }

    /** Writes from the context of the encoder, which bypasses the encoder itself. */
    @Override
    public void send(List<Frame> frames) {
        for (var frame : frames) {
            encoder.write(flusher.encodedFrame(frame, channel.alloc()));
        }
        encoder.flush();
    }

    /** Writes fragments (RFC 6455, section 5.4), between which Quarkus may write pings and the close frame. */
    @Override
    public int send(Frame frame, int from, Runnable onWritable) {
        var sent = from;
        while (sent < frame.bytes() && channel.isWritable()) {
            var end = frame.endOfPiece(sent);
            encoder.write(encode(sent == 0 ? TEXT : CONTINUATION, frame, sent, end, channel.alloc()));
            flusher.addSent(end == frame.bytes() ? 1 : 0, end - sent);
            sent = end;
        }
        limits.runWhenWritable(sent < frame.bytes() ? onWritable : null);
        encoder.flush();
        return sent;
    }

    @Override
    public long unsentBytes() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    @Override
    public void close(CloseCode closeCode) {
        connection.close(closeCode.reason()).subscribe().with(closed -> {}, failure -> {});
        if (channel.eventLoop().inEventLoop()) {
            limits.startClosing();
        } else {
            channel.eventLoop().execute(limits::startClosing);
        }
    }

    /** Below the handler of Vert.x, which would send another close frame and wait for the answer. */
    @Override
    public void abort() {
        encoder.close();
    }

    private static ByteBuf encode(Frame frame, ByteBufAllocator allocator) {
        return encode(TEXT, frame, 0, frame.bytes(), allocator);
    }

    /** Encodes a text frame or a fragment of one, without a mask, by RFC 6455, section 5.2. The length takes 1, 3 or 9 bytes. */
    private static ByteBuf encode(int opcode, Frame frame, int from, int end, ByteBufAllocator allocator) {
        var length = end - from;
        var buffer = allocator.directBuffer(length + 10).writeByte(end == frame.bytes() ? FINAL | opcode : opcode);
        if (length < 126) {
            buffer.writeByte(length);
        } else if (length <= 0xFFFF) {
            buffer.writeByte(126).writeShort(length);
        } else {
            buffer.writeByte(127).writeLong(length);
        }
        return buffer.writeBytes(frame.utf8(), from, length);
    }
}
