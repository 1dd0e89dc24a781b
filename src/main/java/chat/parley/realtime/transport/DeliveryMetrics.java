package chat.parley.realtime.transport;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;

/** Counts deliveries, once per batch: counting each frame would cost more than the metric is worth. */
@ApplicationScoped
@Startup
public class DeliveryMetrics {

    private final Counter frames;
    private final Counter bytes;
    private final Timer flushes;

    DeliveryMetrics(MeterRegistry metrics) {
        this.frames = Counter.builder("parley.realtime.frames.sent")
                .description("Number of frames written to sockets.")
                .register(metrics);
        this.bytes = Counter.builder("parley.realtime.sent")
                .description("Number of bytes of the frames written to sockets.")
                .baseUnit("bytes")
                .register(metrics);
        this.flushes = Timers.timer(
                metrics,
                "parley.realtime.flush",
                "Time from a queued frame to the flush of all queued frames of its event loop, in seconds.");
    }

    /** Counts frames and their bytes. */
    void sent(long frames, long bytes) {
        this.frames.increment(frames);
        this.bytes.increment(bytes);
    }

    /** Records a flush: the time from the first queued frame until all frames were flushed. */
    void flushed(long nanos) {
        flushes.record(nanos, TimeUnit.NANOSECONDS);
    }
}
