package chat.parley.realtime.transport;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.bucket4j.Bucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Limits what one WebSocket connection can make the service read, answer and buffer, before Quarkus sees a frame.
 *
 * <ul>
 * <li>Each frame counts against {@link chat.parley.ratelimit.RateLimit#SOCKET_FRAME}: text, binary, fragments, pings and pongs. Quarkus
 * answers each ping, and queues the answers without a bound.
 * <li>A ping is not answered while the channel is not writable (RFC 6455, section 5.5.3, allows it).
 * <li>A message above {@link #MAX_MESSAGE_BYTES} closes the connection with 1009, and a frame that violates the protocol
 * with 1002.
 * <li>A connection that accepts no queued byte for {@link #STALL_TIMEOUT_SECONDS} is closed with 1013.
 * <li>A connection that is still open {@link #CLOSE_TIMEOUT_SECONDS} after the close is cut. Quarkus alone would wait without
 * a limit for the peer to accept the close frame.
 * </ul>
 *
 * Every method runs on the event loop of the channel. The handler is inbound only, so outgoing frames do not pass it.
 */
// Netty reads its methods by reflection, to see which events it handles.
@RegisterForReflection
public final class FrameLimitHandler extends ChannelInboundHandlerAdapter {

    /** Limit for all fragments of a message together. The longest message that a client has reason to send is below 100 bytes. */
    public static final int MAX_MESSAGE_BYTES = 4_096;
    /** Time from the decision to close, or the peer's close frame, until the connection is cut. */
    public static final long CLOSE_TIMEOUT_SECONDS = 5;
    /** Interval between two checks: a stalled connection is closed after one to two of them. */
    public static final long STALL_TIMEOUT_SECONDS = 20;
    /** Bytes that are read and discarded after the decision to close, so that a close frame behind them is seen. Then reading stops. */
    private static final int MAX_DISCARDED_BYTES = 1 << 20;

    /** How far the channel has written: the current message, and the written bytes of it. */
    private record Progress(int message, long bytes) {

        static Progress of(ChannelHandlerContext context) {
            var waiting = context.channel().unsafe().outboundBuffer();
            return waiting == null
                    ? new Progress(0, 0)
                    : new Progress(System.identityHashCode(waiting.current()), waiting.currentProgress());
        }
    }

    private final Bucket frames;
    private ChannelHandlerContext context;
    private Consumer<CloseCode> closer;
    /** The reason why this handler closed the connection before {@link #setCloser}; null if it did not. */
    private CloseCode closedEarly;

    private Runnable onWritable;
    private int messageBytes;
    private boolean closing;
    private long discardedBytes;
    private Future<?> scheduledCut;
    private Future<?> stallCheck;

    /** @param frames the rate limit of the connection; null for none */
    FrameLimitHandler(Bucket frames) {
        this.frames = frames;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext channelContext) {
        context = channelContext;
    }

    /** Sets how sockets are closed. Until then this handler sends the close frame itself. */
    public void setCloser(Consumer<CloseCode> closer) {
        this.closer = closer;
        if (closedEarly != null) {
            closer.accept(closedEarly);
        }
    }

    /**
     * Runs a task once, as soon as the channel is writable again. If it is set before a flush, it may run within it.
     *
     * @param task null to clear
     */
    void runWhenWritable(Runnable task) {
        onWritable = task;
    }

    /** Starts to close: every frame except a close frame is discarded, and the connection is cut after the timeout. */
    void startClosing() {
        closing = true;
        scheduleCut();
    }

    @Override
    public void channelRead(ChannelHandlerContext channelContext, Object message) {
        if (closing && !(message instanceof CloseWebSocketFrame)) {
            discard(message);
        } else if (message instanceof WebSocketFrame frame) {
            receive(frame);
        } else {
            channelContext.fireChannelRead(message);
        }
    }

    private void receive(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            startClosing();
            context.fireChannelRead(frame);
        } else if (frames != null && !frames.tryConsume(1)) {
            close(CloseCode.NOT_ALLOWED);
            discard(frame);
        } else if (frame instanceof PingWebSocketFrame && !context.channel().isWritable()) {
            frame.release();
        } else if (isTooLong(frame)) {
            close(CloseCode.FRAME_TOO_LARGE);
            discard(frame);
        } else {
            context.fireChannelRead(frame);
        }
    }

    private boolean isTooLong(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
            return false;
        }
        messageBytes = (frame instanceof ContinuationWebSocketFrame ? messageBytes : 0)
                + frame.content().readableBytes();
        return messageBytes > MAX_MESSAGE_BYTES;
    }

    private void discard(Object message) {
        discardedBytes += message instanceof ByteBuf bytes
                ? bytes.readableBytes()
                : message instanceof ByteBufHolder frame ? frame.content().readableBytes() + 6 : 0;
        ReferenceCountUtil.release(message);
        if (discardedBytes > MAX_DISCARDED_BYTES) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** The decoder is removed after a protocol error, so that the remaining bytes are discarded without being parsed. */
    @Override
    public void exceptionCaught(ChannelHandlerContext channelContext, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            close(
                    corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                            ? CloseCode.FRAME_TOO_LARGE
                            : CloseCode.PROTOCOL_ERROR);
            if (context.pipeline().get(WebSocketFrameDecoder.class) != null) {
                context.pipeline().remove(WebSocketFrameDecoder.class);
            }
        } else {
            channelContext.fireExceptionCaught(cause);
        }
    }

    private void close(CloseCode closeCode) {
        if (closing) {
            return;
        }
        startClosing();
        if (closer == null) {
            closedEarly = closeCode;
            context.writeAndFlush(new CloseWebSocketFrame(closeCode.code(), closeCode.text()));
        } else {
            closer.accept(closeCode);
        }
    }

    private void scheduleCut() {
        if (scheduledCut == null && context.channel().isActive()) {
            scheduledCut = context.executor().schedule(() -> context.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext channelContext) {
        if (!channelContext.channel().isWritable()) {
            watchForStall();
        } else if (onWritable != null) {
            var task = onWritable;
            onWritable = null;
            task.run();
        }
        channelContext.fireChannelWritabilityChanged();
    }

    private void watchForStall() {
        if (stallCheck == null && !closing) {
            var before = Progress.of(context);
            stallCheck =
                    context.executor().schedule(() -> checkForStall(before), STALL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void checkForStall(Progress before) {
        stallCheck = null;
        if (context.channel().isActive() && !context.channel().isWritable()) {
            if (Progress.of(context).equals(before)) {
                close(CloseCode.TOO_SLOW);
            } else {
                watchForStall();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channelContext) {
        cancel(scheduledCut);
        cancel(stallCheck);
        channelContext.fireChannelInactive();
    }

    private static void cancel(Future<?> scheduled) {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
