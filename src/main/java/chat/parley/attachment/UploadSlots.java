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
public class UploadSlots {

    /** Of the 200 threads that answer requests. Each takes half a megabyte. */
    static final int MAX_UPLOADS = 32;

    static final int MAX_UPLOADS_OF_ACCOUNT = 4;
    /** Half of all, so that other addresses find room. A proxy that does not forward addresses is one address. */
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

    /** @throws ApiException with 429 when that account or address sends too many files at once, with 503 when everyone does */
    public Slot acquire(long owner, Transfer upload) {
        return slots.acquire(owner, ClientNetwork.of(request), upload);
    }

    /** A client that sends nothing blocks the thread that reads, so another has to look. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void endSlow() {
        slots.sweep();
    }
}
