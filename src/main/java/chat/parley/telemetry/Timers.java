package chat.parley.telemetry;

import java.time.Duration;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Creates timers whose quantiles can be computed over several processes: all have the same buckets, from one
 * millisecond to the longest possible wait. There are few, because each bucket is a time series per timer and process.
 */
public final class Timers {

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private Timers() {}

    /**
     * Registers a timer.
     *
     * @param name the name without unit, such as {@code parley.realtime.flush}
     * @param description the help text, one sentence with its unit
     */
    public static Timer timer(MeterRegistry metrics, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }
}
