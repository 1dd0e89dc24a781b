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
final class RequestFlowControl {

    static final String BYTES_HANDLER = "parley.bytes";
    static final String REQUESTS_HANDLER = "parley.requests";

    private static final AttributeKey<RequestFlowControl> KEY = AttributeKey.valueOf(RequestFlowControl.class, "flow");

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
        private boolean responding;
    }

    private final Channel channel;
    private final ServerConnection connection;
    private final ConnectionLimiter limiter;
    /** The network that the connection comes from; null for a Unix domain socket. */
    private final String peerNetwork;

    private final Queue<ByteBuf> waitingBytes = new ArrayDeque<>();
    private final Queue<Object> waitingMessages = new ArrayDeque<>();
    private final RequestDeadline deadline;
    private final StallDetector stallWatch;

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
    private long bufferedBodyBytes;
    /** The network that a trusted proxy has named for the current request; null without a proxy. */
    private String forwardedNetwork;

    private long countedBytes;

    private RequestFlowControl(
            Channel channel, ServerConnection connection, ConnectionLimiter limiter, String peerNetwork) {
        this.channel = channel;
        this.connection = connection;
        this.limiter = limiter;
        this.peerNetwork = peerNetwork;
        this.deadline = new RequestDeadline(this, limiter, channel.eventLoop());
        this.stallWatch = new StallDetector(channel, () -> close(AbortReason.UNREAD));
    }

    /** Puts the handlers around the decoder of a connection of HTTP/1.1, before its first byte is read. */
    static void install(Channel channel, ServerConnection connection, ConnectionLimiter limiter, String peer) {
        var flow = new RequestFlowControl(channel, connection, limiter, peer);
        channel.attr(KEY).set(flow);
        channel.pipeline().addBefore(ServerConnection.DECODER, BYTES_HANDLER, flow.new BytesHandler());
        channel.pipeline().addBefore("handler", REQUESTS_HANDLER, flow.new RequestsHandler());
        if (limiter.counts(peer)) {
            flow.deadline.start();
        }
    }

    /** The instance for the connection of a request; empty on HTTP/2. May be called on any thread. */
    public static Optional<RequestFlowControl> of(HttpServerRequest request) {
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
    void setForwardedNetwork(String network) {
        if (!network.equals(peerNetwork)) {
            limiter.trust(peerNetwork);
            forwardedNetwork = network;
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
    void setBufferedBodyBytes(long bytes) {
        bufferedBodyBytes = bytes;
        updateBufferBudget();
    }

    /** Called when the deadline has passed. */
    void onDeadline() {
        abortNow(ApiException.tooSlow(), AbortReason.SLOW);
    }

    /**
     * Rejects an incomplete request, or closes the connection if no response can be sent. May be called on any
     * thread.
     */
    void abort(ApiException rejection, AbortReason reason) {
        channel.eventLoop().execute(() -> abortNow(rejection, reason));
    }

    /** Any thread. */
    void close(AbortReason reason) {
        limiter.aborted(reason);
        channel.close();
    }

    private void abortNow(ApiException rejection, AbortReason reason) {
        if (!channel.isActive() || upgraded || !deadline.isRunning()) {
            return;
        }
        deadline.stop();
        limiter.aborted(reason);
        if (inBody && exchange != null && exchange.abortHandler != null && !exchange.responding) {
            closing = true;
            exchange.abortHandler.accept(rejection);
        } else if (canRespond()) {
            closing = true;
            bytesContext
                    .writeAndFlush(
                            Unpooled.wrappedBuffer(encodeResponse(rejection).getBytes(UTF_8)))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    /** Whether the next response on this connection belongs to the incomplete request. */
    private boolean canRespond() {
        return waitingMessages.isEmpty() && (exchange == null ? incomplete && !inBody : inBody && !exchange.responding);
    }

    /** Responds in English, because the headers with the language are not received yet. */
    private static String encodeResponse(ApiException rejection) {
        var problem = Json.encode(rejection.problem(Language.ENGLISH));
        return "HTTP/1.1 " + HttpResponseStatus.valueOf(rejection.status()) + "\r\nContent-Type: " + Problem.MEDIA_TYPE
                + "\r\nContent-Length: " + problem.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + problem;
    }

    /**
     * Starts the deadline at the first byte that is read, so that clients do not pay for a delay in a busy process.
     */
    private void startDeadline() {
        deadline.start();
        var trustedProxy = !limiter.counts(peerNetwork);
        deadline.countFirst(forwardedNetwork != null || trustedProxy ? forwardedNetwork : peerNetwork);
    }

    private boolean isUploading() {
        return exchange != null && exchange.upload;
    }

    // --- From the network to the resources

    private boolean isBusy() {
        return exchange != null || !channel.isWritable();
    }

    private boolean canDecode() {
        return upgraded || waitingMessages.isEmpty() && (inBody || !isBusy());
    }

    /** Passes buffered bytes to the decoder while its requests can be passed on. */
    private void decode() {
        if (decoding) {
            return;
        }
        decoding = true;
        try {
            while (!waitingBytes.isEmpty() && canDecode()) {
                incomplete = true;
                bytesContext.fireChannelRead(nextSlice());
            }
        } finally {
            decoding = false;
        }
        updateReading();
    }

    private ByteBuf nextSlice() {
        var first = waitingBytes.element();
        var maxBytes = isUploading() ? UPLOAD_SLICE_BYTES : SLICE_BYTES;
        if (first.readableBytes() <= maxBytes) {
            waitingByteCount -= first.readableBytes();
            return waitingBytes.remove();
        }
        waitingByteCount -= maxBytes;
        return first.readRetainedSlice(maxBytes);
    }

    /** Stops reading while requests wait, and sets the deadline of an incomplete request. */
    private void updateReading() {
        var isWaiting = !waitingBytes.isEmpty() || !waitingMessages.isEmpty();
        if (isWaiting) {
            // The platform may have resumed in between.
            paused = true;
            connection.pause();
        } else if (paused) {
            paused = false;
            connection.resume();
        }
        if (incomplete && !isUploading() && !closing && !upgraded) {
            startDeadline();
        }
        updateBufferBudget();
    }

    private void updateBufferBudget() {
        var bytes = upgraded || !channel.isActive()
                ? 0
                : waitingByteCount
                        + waitingMessages.size() * (long) WAITING_MESSAGE_BYTES
                        + bufferedBodyBytes
                        + StallDetector.unsentBytes(channel);
        if (bytes == countedBytes) {
            return;
        }
        countedBytes = bytes;
        limiter.buffers().set(this, bytes).forEach(victim -> victim.close(AbortReason.MEMORY));
    }

    private void onDecoded(HttpObject message) {
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
            forwardedNetwork = null;
            deadline.stop();
        }
        if (!waitingMessages.isEmpty() || message instanceof HttpRequest && isBusy()) {
            waitingMessages.add(message);
        } else {
            passOn(message);
        }
    }

    private void check(HttpObject message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            RequestSyntax.violation(request)
                    .ifPresent(fault ->
                            request.setDecoderResult(DecoderResult.failure(new MalformedRequestException(fault))));
        }
        malformed = message.decoderResult().isFailure();
    }

    private void passOn(Object message) {
        var malformedBody = message instanceof HttpContent content
                && !(message instanceof HttpRequest)
                && content.decoderResult().isFailure();
        if (malformedBody && exchange != null && exchange.abortHandler != null && !exchange.responding) {
            ReferenceCountUtil.release(message);
            closing = true;
            exchange.abortHandler.accept(ApiException.malformed());
            return;
        }
        if (message instanceof HttpRequest) {
            exchange = new Exchange();
            forwardedNetwork = null;
        }
        requestsContext.fireChannelRead(message);
    }

    /** Called after a response, or when the network accepts bytes again. */
    private void passOnWaiting() {
        if (!channel.isActive() || bytesContext.isRemoved()) {
            return;
        }
        while (!waitingMessages.isEmpty() && !(waitingMessages.peek() instanceof HttpRequest && isBusy())) {
            passOn(waitingMessages.remove());
        }
        decode();
        // The platform flushes then.
        bytesContext.fireChannelReadComplete();
    }

    // --- From the resources to the network

    private void onResponseWritten(ChannelPromise written) {
        bufferedBodyBytes = 0;
        endExchange();
        if (closing) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.eventLoop().execute(this::passOnWaiting);
        }
    }

    private void endExchange() {
        if (exchange != null) {
            var ended = exchange;
            exchange = null;
            ended.endHandlers.forEach(Runnable::run);
        }
    }

    private void onUpgrade() {
        upgraded = true;
        incomplete = false;
        deadline.stop();
        stallWatch.stop();
        endExchange();
        channel.eventLoop().execute(this::removeHandlers);
    }

    private void removeHandlers() {
        if (!channel.isActive()) {
            return;
        }
        passOnWaiting();
        channel.pipeline().remove(BYTES_HANDLER);
        channel.pipeline().remove(REQUESTS_HANDLER);
    }

    private void onFlush() {
        if (upgraded) {
            return;
        }
        updateBufferBudget();
        stallWatch.flushed();
    }

    private void onClose() {
        deadline.stop();
        stallWatch.stop();
        waitingBytes.forEach(ReferenceCountUtil::release);
        waitingBytes.clear();
        waitingMessages.forEach(ReferenceCountUtil::release);
        waitingMessages.clear();
        updateBufferBudget();
        endExchange();
    }

    /** The handler before the decoder. */
    private final class BytesHandler extends ChannelInboundHandlerAdapter {

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
    private final class RequestsHandler extends ChannelDuplexHandler {

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            requestsContext = context;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (upgraded || !(message instanceof HttpObject http)) {
                context.fireChannelRead(message);
            } else {
                onDecoded(http);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (channel.isWritable() && !upgraded) {
                channel.eventLoop().execute(RequestFlowControl.this::passOnWaiting);
            }
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            onClose();
            context.fireChannelInactive();
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                    onUpgrade();
                }
                return;
            }
            if (exchange != null) {
                exchange.responding = true;
            }
            var last = message instanceof LastHttpContent;
            var written = last && closing ? promise.unvoid() : promise;
            context.write(message, written);
            if (last && !upgraded) {
                onResponseWritten(written);
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            context.flush();
            onFlush();
        }
    }
}
