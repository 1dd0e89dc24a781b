package chat.parley.backplane;

import java.util.concurrent.TimeUnit;

import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Metrics of messages between processes. Always zero with a single process. Thread-safe. */
final class BackplaneMetrics {

    private final Counter published;
    private final Counter received;
    private final Counter publishFailed;
    private final Counter dropped;
    private final Timer roundTrip;

    BackplaneMetrics(MeterRegistry metrics) {
        published = Counter.builder("parley.backplane.published")
                .description("Number of messages published to other processes.")
                .register(metrics);
        received = Counter.builder("parley.backplane.received")
                .description("Number of messages received from other processes.")
                .register(metrics);
        publishFailed = Counter.builder("parley.backplane.publish.failed")
                .description("Number of messages that could not be published.")
                .register(metrics);
        dropped = Counter.builder("parley.backplane.dropped")
                .description("Number of received messages that were dropped because the queue was full.")
                .register(metrics);
        roundTrip = Timers.timer(
                metrics,
                "parley.backplane.round.trip",
                "Time of a heartbeat from this process through Redis and back, in seconds.");
    }

    void published() {
        published.increment();
    }

    void received() {
        received.increment();
    }

    void publishFailed() {
        publishFailed.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void roundTrip(long nanos) {
        roundTrip.record(nanos, TimeUnit.NANOSECONDS);
    }
}
