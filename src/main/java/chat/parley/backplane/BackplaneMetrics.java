package chat.parley.backplane;

import java.util.concurrent.TimeUnit;

import chat.parley.telemetry.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Metrics of messages between processes. Always zero with a single process. Thread-safe. */
final class BackplaneMetrics {

    private final Counter told;
    private final Counter heard;
    private final Counter lost;
    private final Counter dropped;
    private final Timer echo;

    BackplaneMetrics(MeterRegistry metrics) {
        told = Counter.builder("parley.backplane.told")
                .description("News given to Redis for other processes")
                .register(metrics);
        heard = Counter.builder("parley.backplane.heard")
                .description("News heard from other processes")
                .register(metrics);
        lost = Counter.builder("parley.backplane.lost")
                .description("News that Redis did not take")
                .register(metrics);
        dropped = Counter.builder("parley.backplane.dropped")
                .description("News heard that were dropped, as too many waited to be taken")
                .register(metrics);
        echo = Timers.timer(
                metrics,
                "parley.backplane.echo",
                "What this process says to itself, once a second, through Redis and back");
    }

    void told() {
        told.increment();
    }

    void heard() {
        heard.increment();
    }

    void lost() {
        lost.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void echoed(long nanos) {
        echo.record(nanos, TimeUnit.NANOSECONDS);
    }
}
