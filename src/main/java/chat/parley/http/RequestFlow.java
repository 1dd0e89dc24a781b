package chat.parley.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

import chat.parley.i18n.Language;
import chat.parley.platform.ServerConnection;
import chat.parley.problem.ApiException;
import chat.parley.problem.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;

/**
 * Bounds what one HTTP/1.1 connection can hold, in time and in memory.
 * <ul>
 * <li>A request must be complete {@code parley.http.request-timeout} after its first byte, and a new connection must begin
 * one by then. Uploads are exempt once they are known as such: they have a minimum rate.
 * <li>Requests are passed on one at a time: the next one waits until the response to the previous one is written to
 * the network. The platform would answer pipelined requests without a bound even if the client reads nothing.
 * <li>A connection whose client reads nothing of a response for half a minute is closed.
 * </ul>
 * It ends with an upgrade to a WebSocket. It consists of Netty handlers on both sides of the decoder. Runs on the event loop of the connection, except where a method says otherwise.
 */
public final class RequestFlow {

    static final String BYTES_HANDLER = "parley.bytes";
    static final String REQUESTS_HANDLER = "parley.requests";

    private static final AttributeKey<RequestFlow> KEY = AttributeKey.valueOf(RequestFlow.class, "flow");

    /** Bytes that the decoder gets at once. They contain at most 57 of the shortest requests, which then wait. */
    private static final int SLICE_BYTES = 1024;

    private static final int UPLOAD_SLICE_BYTES = 8192;
    /** Estimated size of a decoded request that waits, with its headers. */
    private static final int WAITING_MESSAGE_BYTES = 1024;

    /** A request that was passed to the resources and has no complete response yet. */
    private static final class Exchange {
        private final List<Runnable> endHandlers = new ArrayList<>();
        private Consumer<ApiException> abortHandler;
        private boolean upload;
        private boolean answering;
    }

    private final Channel channel;
    private final ServerConnection connection;
    private final ConnectionLimiter limiter;
    /** The network that the connection comes from; null for a Unix domain socket. */
    private final String peer;

    private final Queue<ByteBuf> waitingBytes = new ArrayDeque<>();
    private final Queue<Object> waitingMessages = new ArrayDeque<>();
    private final RequestDeadline deadline;
    private final StallWatch stallWatch;

    private ChannelHandlerContext bytesContext;
    private ChannelHandlerContext requestsContext;
    private Exchange exchange;
    /** Whether a request was received in part. */
    private boolean incomplete;
    /** Whether a request was received in part and its head is decoded. */
    private boolean inBody;

    private boolean decoding;
    private boolean paused;
    private boolean malformed;
    private boolean upgraded;
    private boolean closing;
    private long waitingByteCount;
    private long bodyBytes;
    /** The network that a trusted proxy has named for the current request; null without a proxy. */
    private String visitor;

    private long accountedBytes;

    private RequestFlow(Channel channel, ServerConnection connection, ConnectionLimiter limiter, String peer) {
        this.channel = channel;
        this.connection = connection;
        this.limiter = limiter;
        this.peer = peer;
        this.deadline = new RequestDeadline(this, limiter, channel.eventLoop());
        this.stallWatch = new StallWatch(channel, () -> close(AbortReason.UNREAD));
    }

    /** Puts the handlers around the decoder of a connection of HTTP/1.1, before its first byte is read. */
    static void install(Channel channel, ServerConnection connection, ConnectionLimiter limiter, String peer) {
        var flow = new RequestFlow(channel, connection, limiter, peer);
        channel.attr(KEY).set(flow);
        channel.pipeline().addBefore(ServerConnection.DECODER, BYTES_HANDLER, flow.new Bytes());
        channel.pipeline().addBefore("handler", REQUESTS_HANDLER, flow.new Requests());
        if (limiter.counts(peer)) {
            flow.deadline.start();
        }
    }

    /** The instance for the connection of a request; empty on HTTP/2. May be called on any thread. */
    public static Optional<RequestFlow> of(HttpServerRequest request) {
        return ServerConnection.channelOf(request.connection())
                .map(channel -> channel.attr(KEY).get());
    }

    /** Runs an action once, after the current request is answered or the connection is closed. */
    public void onEnd(Runnable handler) {
        if (exchange == null) {
            handler.run();
        } else {
            exchange.endHandlers.add(handler);
        }
    }

    /** Counts the current request for the network that a trusted proxy has forwarded. */
    void comesFrom(String network) {
        if (!network.equals(peer)) {
            limiter.trust(peer);
            visitor = network;
            deadline.countFor(network);
        }
    }

    /** Sets how to reject the current request while its body is being received. */
    void onAbort(Consumer<ApiException> handler) {
        if (exchange != null) {
            exchange.abortHandler = handler;
        }
    }

    /** Removes the deadline of the current request, which is an upload with a minimum rate. */
    void exemptUpload() {
        if (exchange != null) {
            exchange.upload = true;
            deadline.stop();
        }
    }

    /** Sets the number of buffered bytes of the current request's body. */
    void holdBody(long bytes) {
        bodyBytes = bytes;
        account();
    }

    /** Called when the deadline has passed. */
    void tooSlow() {
        abortNow(ApiException.tooSlow(), AbortReason.SLOW);
    }

    /**
     * Rejects an incomplete request, or closes the connection if no response can be sent. May be called on any
     * thread.
     */
    void abort(ApiException refusal, AbortReason reason) {
        channel.eventLoop().execute(() -> abortNow(refusal, reason));
    }

    /** Any thread. */
    void close(AbortReason reason) {
        limiter.aborted(reason);
        channel.close();
    }

    private void abortNow(ApiException refusal, AbortReason reason) {
        if (!channel.isActive() || upgraded || !deadline.isRunning()) {
            return;
        }
        deadline.stop();
        limiter.aborted(reason);
        if (inBody && exchange != null && exchange.abortHandler != null && !exchange.answering) {
            closing = true;
            exchange.abortHandler.accept(refusal);
        } else if (unanswered()) {
            closing = true;
            bytesContext
                    .writeAndFlush(Unpooled.wrappedBuffer(text(refusal).getBytes(UTF_8)))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    /** Whether the next response on this connection belongs to the incomplete request. */
    private boolean unanswered() {
        return waitingMessages.isEmpty() && (exchange == null ? incomplete && !inBody : inBody && !exchange.answering);
    }

    /** Responds in English, because the headers with the language are not received yet. */
    private static String text(ApiException refusal) {
        var problem = Json.encode(refusal.problem(Language.ENGLISH));
        return "HTTP/1.1 " + HttpResponseStatus.valueOf(refusal.status()) + "\r\nContent-Type: " + Problem.MEDIA_TYPE
                + "\r\nContent-Length: " + problem.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + problem;
    }

    /**
     * Starts the deadline at the first byte that is read, so that clients do not pay for a delay in a busy process.
     */
    private void boundIncomplete() {
        deadline.start();
        var trustedProxy = !limiter.counts(peer);
        deadline.countFirst(visitor != null || trustedProxy ? visitor : peer);
    }

    private boolean uploading() {
        return exchange != null && exchange.upload;
    }

    // --- From the network to the resources

    private boolean busy() {
        return exchange != null || !channel.isWritable();
    }

    private boolean mayDecode() {
        return upgraded || waitingMessages.isEmpty() && (inBody || !busy());
    }

    /** Passes buffered bytes to the decoder while its requests can be passed on. */
    private void decode() {
        if (decoding) {
            return;
        }
        decoding = true;
        try {
            while (!waitingBytes.isEmpty() && mayDecode()) {
                incomplete = true;
                bytesContext.fireChannelRead(nextSlice());
            }
        } finally {
            decoding = false;
        }
        settle();
    }

    private ByteBuf nextSlice() {
        var first = waitingBytes.element();
        var most = uploading() ? UPLOAD_SLICE_BYTES : SLICE_BYTES;
        if (first.readableBytes() <= most) {
            waitingByteCount -= first.readableBytes();
            return waitingBytes.remove();
        }
        waitingByteCount -= most;
        return first.readRetainedSlice(most);
    }

    /** Stops reading while requests wait, and sets the deadline of an incomplete request. */
    private void settle() {
        var waits = !waitingBytes.isEmpty() || !waitingMessages.isEmpty();
        if (waits) {
            // The platform may have resumed in between.
            paused = true;
            connection.pause();
        } else if (paused) {
            paused = false;
            connection.resume();
        }
        if (incomplete && !uploading() && !closing && !upgraded) {
            boundIncomplete();
        }
        account();
    }

    private void account() {
        var bytes = upgraded || !channel.isActive()
                ? 0
                : waitingByteCount
                        + waitingMessages.size() * (long) WAITING_MESSAGE_BYTES
                        + bodyBytes
                        + StallWatch.unsentBytes(channel);
        if (bytes == accountedBytes) {
            return;
        }
        accountedBytes = bytes;
        limiter.buffers().set(this, bytes).forEach(victim -> victim.close(AbortReason.MEMORY));
    }

    private void receive(HttpObject message) {
        if (malformed) {
            ReferenceCountUtil.release(message);
            return;
        }
        check(message);
        if (message instanceof HttpRequest) {
            inBody = !malformed;
        }
        if (message instanceof LastHttpContent || malformed) {
            inBody = false;
            incomplete = false;
            visitor = null;
            deadline.stop();
        }
        if (!waitingMessages.isEmpty() || message instanceof HttpRequest && busy()) {
            waitingMessages.add(message);
        } else {
            handOn(message);
        }
    }

    private void check(HttpObject message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            RequestSyntax.fault(request)
                    .ifPresent(fault ->
                            request.setDecoderResult(DecoderResult.failure(new MalformedRequestException(fault))));
        }
        malformed = message.decoderResult().isFailure();
    }

    private void handOn(Object message) {
        var malformedBody = message instanceof HttpContent content
                && !(message instanceof HttpRequest)
                && content.decoderResult().isFailure();
        if (malformedBody && exchange != null && exchange.abortHandler != null && !exchange.answering) {
            ReferenceCountUtil.release(message);
            closing = true;
            exchange.abortHandler.accept(ApiException.malformed());
            return;
        }
        if (message instanceof HttpRequest) {
            exchange = new Exchange();
            visitor = null;
        }
        requestsContext.fireChannelRead(message);
    }

    /** Called after a response, or when the network accepts bytes again. */
    private void proceed() {
        if (!channel.isActive() || bytesContext.isRemoved()) {
            return;
        }
        while (!waitingMessages.isEmpty() && !(waitingMessages.peek() instanceof HttpRequest && busy())) {
            handOn(waitingMessages.remove());
        }
        decode();
        // The platform flushes then.
        bytesContext.fireChannelReadComplete();
    }

    // --- From the resources to the network

    private void answered(ChannelPromise written) {
        bodyBytes = 0;
        end();
        if (closing) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.eventLoop().execute(this::proceed);
        }
    }

    private void end() {
        if (exchange != null) {
            var ended = exchange;
            exchange = null;
            ended.endHandlers.forEach(Runnable::run);
        }
    }

    private void upgrade() {
        upgraded = true;
        incomplete = false;
        deadline.stop();
        stallWatch.stop();
        end();
        channel.eventLoop().execute(this::remove);
    }

    private void remove() {
        if (!channel.isActive()) {
            return;
        }
        proceed();
        channel.pipeline().remove(BYTES_HANDLER);
        channel.pipeline().remove(REQUESTS_HANDLER);
    }

    private void flushed() {
        if (upgraded) {
            return;
        }
        account();
        stallWatch.flushed();
    }

    private void closed() {
        deadline.stop();
        stallWatch.stop();
        waitingBytes.forEach(ReferenceCountUtil::release);
        waitingBytes.clear();
        waitingMessages.forEach(ReferenceCountUtil::release);
        waitingMessages.clear();
        account();
        end();
    }

    /** The handler before the decoder. */
    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            bytesContext = context;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (upgraded || !(message instanceof ByteBuf bytes)) {
                context.fireChannelRead(message);
                return;
            }
            waitingBytes.add(bytes);
            waitingByteCount += bytes.readableBytes();
            decode();
        }
    }

    /** The handler between the decoder and the platform. */
    private final class Requests extends ChannelDuplexHandler {

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            requestsContext = context;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (upgraded || !(message instanceof HttpObject http)) {
                context.fireChannelRead(message);
            } else {
                receive(http);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (channel.isWritable() && !upgraded) {
                channel.eventLoop().execute(RequestFlow.this::proceed);
            }
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed();
            context.fireChannelInactive();
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                    upgrade();
                }
                return;
            }
            if (exchange != null) {
                exchange.answering = true;
            }
            var last = message instanceof LastHttpContent;
            var written = last && closing ? promise.unvoid() : promise;
            context.write(message, written);
            if (last && !upgraded) {
                answered(written);
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            context.flush();
            flushed();
        }
    }
}
