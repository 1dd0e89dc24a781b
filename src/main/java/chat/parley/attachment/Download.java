package chat.parley.attachment;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import chat.parley.attachment.TransferSlots.Transfer;
import chat.parley.platform.ServerConnection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Sends one file to one client. It reads the next piece when the network has accepted the previous one, so a slow
 * client costs one piece of memory, and neither a thread nor a database connection. Thread-safe.
 */
final class Download implements Transfer {

    /**
     * Limits the unsent bytes in the send buffer of the kernel. By default it accepts megabytes for each connection,
     * so that a client that does not read would appear to read.
     */
    private static final int MAX_UNSENT_BYTES_IN_KERNEL = AttachmentDao.CHUNK_BYTES;

    private final AttachmentBody body;
    private final HttpServerResponse response;
    /** The channel of the connection; null for HTTP/2, where several streams share it. */
    private final Channel channel;

    private final Executor readers;
    private final TransferRate rate = new TransferRate(System::nanoTime);
    private final CompletableFuture<Void> sent = new CompletableFuture<>();

    /** @param readers reads pieces from the database */
    Download(AttachmentBody body, HttpServerRequest request, Executor readers) {
        this.body = body;
        this.response = request.response();
        this.channel = request.version() == HttpVersion.HTTP_2
                ? null
                : ServerConnection.channelOf(request.connection()).orElse(null);
        this.readers = readers;
    }

    /**
     * Starts the transfer.
     *
     * @return completes when all bytes are written to the network, or with the failure
     */
    CompletionStage<Void> send() {
        if (channel != null) {
            // Supported only by the native transport of Linux; other transports ignore it.
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) MAX_UNSENT_BYTES_IN_KERNEL);
        }
        sendFrom(body.range().first());
        return sent;
    }

    @Override
    public TransferRate rate() {
        return rate;
    }

    /** Closes the connection, because closing the response would wait until the client has read the sent bytes. */
    @Override
    public void abort() {
        if (channel == null) {
            response.reset();
        } else {
            // The kernel discards the unsent bytes.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void sendFrom(long first) {
        if (first > body.range().last() || response.closed() || response.ended()) {
            sent.complete(null);
        } else {
            readers.execute(() -> sendChunk(first));
        }
    }

    private void sendChunk(long first) {
        try {
            var bytes = readChunk(first);
            // Keeps only the length, so that the bytes can be freed while the network writes its copy.
            var next = first + bytes.length;
            rate.begin();
            response.write(Buffer.buffer(bytes)).onComplete(written -> {
                rate.end(next - first);
                if (written.succeeded()) {
                    sendFrom(next);
                } else {
                    sent.completeExceptionally(written.cause());
                }
            });
        } catch (RuntimeException failed) {
            sent.completeExceptionally(failed);
        }
    }

    private byte[] readChunk(long first) {
        var bytes = body.pieces().read(first);
        if (bytes == null) {
            throw AttachmentService.fileNotFound();
        }
        var length = body.range().last() - first + 1;
        return bytes.length <= length ? bytes : Arrays.copyOf(bytes, (int) length);
    }
}
