package chat.parley.attachment;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.TransferSlots.Bounds;
import chat.parley.attachment.TransferSlots.Slot;
import chat.parley.attachment.TransferSlots.Transfer;
import chat.parley.problem.ApiException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Limits concurrent downloads: each holds a piece of 128 KB in memory. Thread-safe. */
@ApplicationScoped
class DownloadSlots {

    /** Together they take 64 MB of memory. */
    static final int MAX_DOWNLOADS = 512;
    /** A browser opens six connections with HTTP/1.1; a proxy may forward more requests at once. */
    static final int MAX_DOWNLOADS_OF_ACCOUNT = 32;
    /**
     * Half of all, so that slots remain for other addresses. A proxy that does not forward addresses is one address.
     */
    static final int MAX_DOWNLOADS_OF_ADDRESS = 256;
    /** A page of 25 messages can contain about 100 pictures, which HTTP/2 requests all at once. */
    static final int MAX_WAITING_OF_ACCOUNT = 128;
    /** Shorter than the timeouts of proxies, and than people wait for a picture. */
    static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final TransferSlots slots = new TransferSlots(
            new Bounds(
                    MAX_DOWNLOADS,
                    MAX_DOWNLOADS_OF_ACCOUNT,
                    MAX_DOWNLOADS_OF_ADDRESS,
                    MAX_WAITING_OF_ACCOUNT,
                    MAX_WAIT),
            System::nanoTime);

    DownloadSlots(MeterRegistry metrics) {
        Gauge.builder("parley.downloads.active", slots, TransferSlots::size)
                .description("Number of files and profile pictures that are being sent.")
                .register(metrics);
    }

    /**
     * Acquires a slot. Waits without blocking if the account has too many downloads.
     *
     * @return completes on any thread; with an {@link ApiException} with 429 if the account or address has too many
     *        downloads, with 503 if there are too many in total
     */
    CompletionStage<Slot> acquire(long account, String address, Transfer download) {
        return slots.acquireLater(account, address, download);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void abortStalled() {
        slots.abortStalled();
    }
}
