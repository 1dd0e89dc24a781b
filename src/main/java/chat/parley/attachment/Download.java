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
     * Unsent bytes that the kernel takes from us, beside those on the line: unset it takes megabytes for each connection, and says
     * that a client reads which does not.
     */
    private static final int MAX_UNSENT_BYTES_IN_KERNEL = AttachmentDao.CHUNK_BYTES;

    private final AttachmentBody body;
    private final HttpServerResponse response;
    /** The connection's own; null for a stream of HTTP/2, which shares it with others. */
    private final Channel channel;

    private final Executor readers;
    private final TransferRate pace = new TransferRate(System::nanoTime);
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

    /** @return completes when the network has taken all of it; with the failure that stops it before */
    CompletionStage<Void> send() {
        if (channel != null) {
            // Known to Linux' own transport alone; others ignore it.
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) MAX_UNSENT_BYTES_IN_KERNEL);
        }
        sendFrom(body.range().first());
        return sent;
    }

    @Override
    public TransferRate pace() {
        return pace;
    }

    /** Not by closing the response, which would first wait until the client has read what was sent. */
    @Override
    public void cutOff() {
        if (channel == null) {
            response.reset();
        } else {
            // The kernel forgets what it still holds for a client that does not read.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void sendFrom(long first) {
        if (first > body.range().last() || response.closed() || response.ended()) {
            sent.complete(null);
        } else {
            readers.execute(() -> sendPiece(first));
        }
    }

    private void sendPiece(long first) {
        try {
            var bytes = piece(first);
            // Its length alone is kept: the network has a copy, and the bytes themselves are free while it waits.
            var next = first + bytes.length;
            pace.begin();
            response.write(Buffer.buffer(bytes)).onComplete(written -> {
                pace.end(next - first);
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

    private byte[] piece(long first) {
        var bytes = body.pieces().read(first);
        if (bytes == null) {
            throw Attachments.noSuchFile();
        }
        var length = body.range().last() - first + 1;
        return bytes.length <= length ? bytes : Arrays.copyOf(bytes, (int) length);
    }
}
