package chat.parley.realtime;

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
 * Writes to the Netty channel of a socket: all sockets of an event loop get the same bytes, header included, in one
 * task, with one flush each. It uses internals of the platform for speed; if they differ from what it expects, {@link
 * VertxTransport} is used instead.
 */
final class NettyTransport implements Transport {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int FINAL = 0x80;
    /** What Vert.x calls its own handler, the last of the pipeline. */
    private static final String PLATFORM = "handler";

    private static final String LIMITS = "parley.limits";

    private static final TypedKey<Channel> CHANNEL = new TypedKey<>("parley.channel");
    private static final Map<EventLoop, Turn> TURNS = new ConcurrentHashMap<>();

    /** The outboxes of one event loop that have something to write; they share a task and the encoded frames. */
    private static final class Turn {

        private final EventLoop loop;
        private final Queue<Outbox> due = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private final Map<Frame, ByteBuf> encoded = new IdentityHashMap<>();
        private final DeliveryMetrics deliveryMetrics;
        private long since;
        private long frames;
        private long bytes;

        Turn(EventLoop loop, DeliveryMetrics deliveryMetrics) {
            this.loop = loop;
            this.deliveryMetrics = deliveryMetrics;
        }

        void take(Outbox outbox) {
            due.add(outbox);
            if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
                since = System.nanoTime();
                schedule();
            }
        }

        /** A loop that takes no more tasks has closed its channels: nobody is owed anything there. */
        private void schedule() {
            try {
                loop.execute(this::write);
            } catch (RejectedExecutionException over) {
                scheduled.set(false);
                due.clear();
            }
        }

        /** A later request sets a new start, so this one is read first. */
        private void write() {
            var began = since;
            scheduled.set(false);
            try {
                for (var outbox = due.poll(); outbox != null; outbox = due.poll()) {
                    outbox.write();
                }
            } finally {
                encoded.values().forEach(ByteBuf::release);
                encoded.clear();
                count(System.nanoTime() - began);
            }
        }

        private void count(long nanos) {
            if (frames > 0) {
                deliveryMetrics.sent(frames, bytes);
                deliveryMetrics.turned(nanos);
                frames = 0;
                bytes = 0;
            }
        }

        /** Counts a frame, or the last piece of a frame, and bytes. */
        void sent(int frames, int bytes) {
            this.frames += frames;
            this.bytes += bytes;
        }

        ByteBuf encoded(Frame frame, ByteBufAllocator memory) {
            frames++;
            bytes += frame.bytes();
            return encoded.computeIfAbsent(frame, one -> encode(one, memory)).retainedDuplicate();
        }
    }

    private final WebSocketConnection connection;
    private final Channel channel;
    private final ChannelHandlerContext encoder;
    private final FrameLimitHandler limits;
    private final Turn turn;

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
        this.turn = TURNS.computeIfAbsent(channel.eventLoop(), loop -> new Turn(loop, deliveryMetrics));
    }

    /**
     * Remembers, before the upgrade, on which channel the socket will be, and limits what comes on it. A stream of HTTP/2 has
     * no channel of its own.
     *
     * @param frames how many frames it may send; null for any number
     */
    static void prepare(HttpServerRequest request, UserData connection, Bucket frames) {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return;
        }
        ServerConnection.channelOf(request.connection()).ifPresent(channel -> {
            connection.put(CHANNEL, channel);
            var pipeline = channel.pipeline();
            if (pipeline.get(LIMITS) != null) {
                // An upgrade that was refused after all, before this one on the same connection.
                pipeline.remove(LIMITS);
            }
            pipeline.addBefore(PLATFORM, LIMITS, new FrameLimitHandler(frames));
        });
    }

    /** What limits the frames of this connection; empty when nothing below the platform does. */
    static Optional<FrameLimitHandler> limits(WebSocketConnection connection) {
        return Optional.ofNullable(connection.userData().get(CHANNEL))
                .map(channel -> channel.pipeline().get(FrameLimitHandler.class));
    }

    /** The wire to an open socket. Called on its event loop. */
    static Transport to(WebSocketConnection connection, DeliveryMetrics deliveryMetrics) {
        return limits(connection)
                .flatMap(limits -> {
                    var channel = connection.userData().get(CHANNEL);
                    return Optional.ofNullable(channel.pipeline().context(WebSocketFrameEncoder.class))
                            .<Transport>map(encoder ->
                                    new NettyTransport(connection, channel, encoder, limits, deliveryMetrics));
                })
                .orElseGet(() -> new VertxTransport(connection, Vertx.currentContext(), deliveryMetrics));
    }

    @Override
    public void wake(Outbox outbox) {
        turn.take(outbox);
    }

    /** From the encoder on towards the network, which passes the encoder itself by. */
    @Override
    public void send(List<Frame> frames) {
        for (var frame : frames) {
            encoder.write(turn.encoded(frame, channel.alloc()));
        }
        encoder.flush();
    }

    /** In fragments (RFC 6455, section 5.4), between which the platform may put its pings and the close frame. */
    @Override
    public int send(Frame frame, int from, Runnable more) {
        var at = from;
        while (at < frame.bytes() && channel.isWritable()) {
            var end = frame.endOfPiece(at);
            encoder.write(encode(at == 0 ? TEXT : CONTINUATION, frame, at, end, channel.alloc()));
            turn.sent(end == frame.bytes() ? 1 : 0, end - at);
            at = end;
        }
        limits.whenWritable(at < frame.bytes() ? more : null);
        encoder.flush();
        return at;
    }

    @Override
    public long unsent() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    @Override
    public void close(CloseCode why) {
        connection.close(why.reason()).subscribe().with(closed -> {}, gone -> {});
        if (channel.eventLoop().inEventLoop()) {
            limits.closing();
        } else {
            channel.eventLoop().execute(limits::closing);
        }
    }

    private static ByteBuf encode(Frame frame, ByteBufAllocator memory) {
        return encode(TEXT, frame, 0, frame.bytes(), memory);
    }

    /** RFC 6455, section 5.2: a text frame or a fragment of one, not masked, its length in 1, 3 or 9 bytes. */
    private static ByteBuf encode(int opcode, Frame frame, int from, int end, ByteBufAllocator memory) {
        var length = end - from;
        var buffer = memory.directBuffer(length + 10).writeByte(end == frame.bytes() ? FINAL | opcode : opcode);
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
