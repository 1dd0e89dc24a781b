package chat.parley.attachment;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.TransferSlots.Bounds;
import chat.parley.attachment.TransferSlots.Slot;
import chat.parley.attachment.TransferSlots.Transfer;
import chat.parley.http.ClientNetwork;
import chat.parley.problem.ApiException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.http.HttpServerRequest;

/** Limits concurrent uploads, because each holds a thread. Used within a request; thread-safe. */
@ApplicationScoped
class UploadSlots {

    /** Of the 200 request threads. Each upload takes half a megabyte of memory. */
    static final int MAX_UPLOADS = 32;

    static final int MAX_UPLOADS_OF_ACCOUNT = 4;
    /**
     * Half of all, so that slots remain for other addresses. A proxy that does not forward addresses is one address.
     */
    static final int MAX_UPLOADS_OF_ADDRESS = 16;

    private final TransferSlots slots = new TransferSlots(
            new Bounds(MAX_UPLOADS, MAX_UPLOADS_OF_ACCOUNT, MAX_UPLOADS_OF_ADDRESS, 0, Duration.ZERO),
            System::nanoTime);
    private final HttpServerRequest request;

    UploadSlots(HttpServerRequest request, MeterRegistry metrics) {
        this.request = request;
        Gauge.builder("parley.uploads.active", slots, TransferSlots::size)
                .description("Number of files that are being received.")
                .register(metrics);
    }

    /**
     * Acquires a slot.
     *
     * @throws ApiException with 429 if the account or address has too many uploads, with 503 if there are too many in
     *        total
     */
    public Slot acquire(long owner, Transfer upload) {
        return slots.acquire(owner, ClientNetwork.of(request), upload);
    }

    /** Aborts stalled uploads from another thread, because the thread that reads is blocked. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void abortStalled() {
        slots.abortStalled();
    }
}
