package chat.parley.realtime;

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
 * Limits what one WebSocket connection makes the service read, answer and hold, before the platform sees a frame.
 *
 * <ul>
 * <li>Each frame counts against {@link chat.parley.ratelimit.RateLimit#SOCKET_FRAME}: text, binary, fragments, pings and pongs. The platform
 * answers each ping, and queues the answers without a bound.
 * <li>A ping is not answered while earlier bytes wait for the network (RFC 6455, section 5.5.3, allows it).
 * <li>A message above {@link #MAX_MESSAGE_BYTES} is closed with 1009, and a frame that breaks the protocol with 1002.
 * <li>A connection that takes no waiting byte for {@link #STALL_TIMEOUT_SECONDS} is closed with 1013.
 * <li>Every close ends with the connection: {@link #CLOSE_TIMEOUT_SECONDS} later it is cut. The platform waits for the peer to
 * take the close frame first, for as long as that takes.
 * </ul>
 *
 * Every method runs on the channel's event loop. It handles inbound events only, so a delivery does not pass through it.
 */
// Netty looks its methods up by reflection, to see which events it handles.
@RegisterForReflection
final class FrameLimitHandler extends ChannelInboundHandlerAdapter {

    /** All fragments of a message together. The longest message that a client has reason to send is below 100 bytes. */
    static final int MAX_MESSAGE_BYTES = 4_096;
    /** From the decision to close a connection, or the peer's close frame, until the connection is cut. */
    static final long CLOSE_TIMEOUT_SECONDS = 5;
    /** Interval between two checks: a stalled connection is closed after one to two of them. */
    static final long STALL_TIMEOUT_SECONDS = 20;
    /** Bytes that are read and discarded after the decision to close, so that a close frame behind them is seen. Then reading stops. */
    private static final int MAX_DISCARDED_BYTES = 1 << 20;

    /** How much the network has taken: the message that it is writing, and the bytes of that message that are written. */
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
    private Consumer<CloseCode> expel;
    /** Why this handler closed the connection before the socket was known. */
    private CloseCode closedEarly;

    private Runnable whenWritable;
    private int messageBytes;
    private boolean closing;
    private long discardedBytes;
    private Future<?> cut;
    private Future<?> stallCheck;

    /** @param frames how many frames the connection may send; null for any number */
    FrameLimitHandler(Bucket frames) {
        this.frames = frames;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Sets what closes the socket from now on. Until then this handler sends the close frame itself. */
    void whenExpelled(Consumer<CloseCode> expel) {
        this.expel = expel;
        if (closedEarly != null) {
            expel.accept(closedEarly);
        }
    }

    /** Runs something once, as soon as the network takes more. Set before a flush, it may run within it. */
    void whenWritable(Runnable act) {
        whenWritable = act;
    }

    /** The service has decided to close: every frame but the close frame is discarded, and the connection is cut soon. */
    void closing() {
        closing = true;
        cutSoon();
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object message) {
        if (closing && !(message instanceof CloseWebSocketFrame)) {
            discard(message);
        } else if (message instanceof WebSocketFrame frame) {
            receive(frame);
        } else {
            read.fireChannelRead(message);
        }
    }

    private void receive(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            closing();
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
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            close(
                    broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                            ? CloseCode.FRAME_TOO_LARGE
                            : CloseCode.PROTOCOL_ERROR);
            if (context.pipeline().get(WebSocketFrameDecoder.class) != null) {
                context.pipeline().remove(WebSocketFrameDecoder.class);
            }
        } else {
            failed.fireExceptionCaught(cause);
        }
    }

    private void close(CloseCode why) {
        if (closing) {
            return;
        }
        closing();
        if (expel == null) {
            closedEarly = why;
            context.writeAndFlush(new CloseWebSocketFrame(why.code(), why.text()));
        } else {
            expel.accept(why);
        }
    }

    private void cutSoon() {
        if (cut == null && context.channel().isActive()) {
            cut = context.executor().schedule(() -> context.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (!changed.channel().isWritable()) {
            watchForStall();
        } else if (whenWritable != null) {
            var act = whenWritable;
            whenWritable = null;
            act.run();
        }
        changed.fireChannelWritabilityChanged();
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
    public void channelInactive(ChannelHandlerContext inactive) {
        cancel(cut);
        cancel(stallCheck);
        inactive.fireChannelInactive();
    }

    private static void cancel(Future<?> scheduled) {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
