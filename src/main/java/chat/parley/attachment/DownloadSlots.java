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

    /** 64 MB together. */
    static final int MAX_DOWNLOADS = 512;
    /** A browser has six connections to a server that speaks HTTP/1.1; a proxy may pass on as many as it likes. */
    static final int MAX_DOWNLOADS_OF_ACCOUNT = 32;
    /** Half of all, so that other addresses find room. A proxy that does not forward addresses is one address. */
    static final int MAX_DOWNLOADS_OF_ADDRESS = 256;
    /** A page of 25 messages can show some 100 pictures, and a proxy that speaks HTTP/2 asks for all of them at once. */
    static final int MAX_WAITING_OF_ACCOUNT = 128;
    /** Shorter than people wait for a picture, and than the time-outs of proxies. */
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
     * Waits, without a thread, where that account downloads much already.
     *
     * @return completes on any thread; with a {@link ApiException} with 429 when that account or address downloads too much at once,
     *         with 503 when everyone does
     */
    CompletionStage<Slot> acquire(long account, String address, Transfer download) {
        return slots.acquireLater(account, address, download);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void endSlow() {
        slots.sweep();
    }
}
