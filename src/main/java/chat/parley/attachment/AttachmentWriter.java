package chat.parley.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import chat.parley.attachment.TransferSlots.Slot;
import chat.parley.http.ClientNetwork;
import chat.parley.platform.SuspendedResponse;
import io.quarkus.logging.Log;

/** Sends files and avatars: each is a {@link Download} that holds a slot of {@link DownloadSlots}. */
@Provider
class AttachmentWriter implements ServerMessageBodyWriter<AttachmentBody> {

    /**
     * Bounds the database connections for downloads, because other requests need the rest. Reading a chunk takes a
     * millisecond.
     */
    private static final int MAX_CONCURRENT_READS = 6;

    private final DownloadSlots slots;
    /** Does not propagate the contexts of the request, because chunks are read after it was dispatched. */
    private final Executor readers = ManagedExecutor.builder()
            .maxAsync(MAX_CONCURRENT_READS)
            .propagated()
            .cleared(ThreadContext.ALL_REMAINING)
            .build();

    AttachmentWriter(DownloadSlots slots) {
        this.slots = slots;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == AttachmentBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == AttachmentBody.class;
    }

    @Override
    public void writeResponse(AttachmentBody body, Type generic, ServerRequestContext context) {
        var request = SuspendedResponse.request(context);
        var download = new Download(body, request, readers);
        var suspended = SuspendedResponse.of(context);
        slots.acquire(body.viewer(), ClientNetwork.of(request), download)
                .thenCompose(slot -> {
                    suspended
                            .response()
                            .setResponseHeader(
                                    HttpHeaders.CONTENT_LENGTH,
                                    String.valueOf(body.range().length()));
                    return send(download, slot);
                })
                .whenComplete((sent, failure) -> end(suspended, download, failure));
    }

    @Override
    public void writeTo(
            AttachmentBody body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        throw new UnsupportedOperationException("Use writeResponse: it writes without blocking");
    }

    private static CompletionStage<Void> send(Download download, Slot slot) {
        return download.send().whenComplete((sent, failure) -> slot.close());
    }

    /**
     * Aborts the connection if the transfer fails after its start, so that the client does not take the part for the
     * whole file.
     */
    private static void end(SuspendedResponse suspended, Download download, Throwable failure) {
        var response = suspended.response();
        if (failure != null && !response.headWritten()) {
            response.removeResponseHeader(HttpHeaders.CONTENT_LENGTH);
            suspended.fail(failure instanceof CompletionException ? failure.getCause() : failure);
            return;
        }
        if (failure == null) {
            response.end();
        } else {
            Log.debugf("A file download was aborted: %s", failure);
            download.abort();
        }
        suspended.complete();
    }
}
