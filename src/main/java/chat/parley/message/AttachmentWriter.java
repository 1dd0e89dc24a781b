package chat.parley.message;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import chat.parley.Refusal;
import io.quarkus.logging.Log;

/**
 * Sends files, a piece at a time: the next is read when the network has taken the one before. Who reads slowly holds one piece
 * in memory, and neither a thread nor a connection to the database.
 */
@Provider
public class AttachmentWriter implements ServerMessageBodyWriter<AttachmentBody> {

    /** Each holds a piece of 128 KB, so 64 MB together. */
    private static final int MOST_AT_ONCE = 512;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final AttachmentTable table;
    private final ManagedExecutor worker;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    AttachmentWriter(AttachmentTable table, ManagedExecutor worker) {
        this.table = table;
        this.worker = worker;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == AttachmentBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == AttachmentBody.class;
    }

    /** @throws Refusal with 503 when too many files are on their way already */
    @Override
    public void writeResponse(AttachmentBody body, Type generic, ServerRequestContext context) {
        if (!free.tryAcquire()) {
            throw Refusal.unavailable(SOON);
        }
        var request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        request.serverResponse().setResponseHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.range().length()));
        send(body, body.range().first(), request.serverResponse()).whenComplete((sent, failure) -> {
            free.release();
            end(request, failure);
        });
    }

    @Override
    public void writeTo(AttachmentBody body, Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream to) throws IOException {
        throw new UnsupportedOperationException("Files are sent by writeResponse");
    }

    private CompletionStage<Void> send(AttachmentBody body, long from, ServerHttpResponse response) {
        if (from > body.range().last() || response.closed()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.supplyAsync(() -> piece(body, from), worker)
                .thenCompose(piece -> response.write(piece).thenCompose(written -> send(body, from + piece.length, response)));
    }

    /** The bytes from there to the end of the piece in which they are, as far as they are asked for. */
    private byte[] piece(AttachmentBody body, long from) {
        var bytes = table.piece(body.attachment(), body.thumbnail(), from / AttachmentTable.CHUNK);
        if (bytes == null) {
            throw Attachments.noSuchFile();
        }
        var start = (int) (from % AttachmentTable.CHUNK);
        var end = (int) Math.min(bytes.length, start + body.range().last() - from + 1);
        return start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
    }

    /** What has begun and cannot go on is broken off, so that nobody takes the half of a file for all of it. */
    private static void end(ResteasyReactiveRequestContext request, Throwable failure) {
        var response = request.serverResponse();
        if (failure != null && !response.headWritten()) {
            response.removeResponseHeader(HttpHeaders.CONTENT_LENGTH);
            request.resume(failure instanceof CompletionException ? failure.getCause() : failure);
            return;
        }
        if (failure == null) {
            response.end();
        } else {
            Log.debugf("A file was broken off: %s", failure);
            response.reset();
        }
        request.resume();
    }
}
