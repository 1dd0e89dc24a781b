package chat.parley.realtime;

import jakarta.validation.constraints.NotBlank;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Settings of WebSockets. */
@ConfigMapping(prefix = "parley.realtime")
public interface RealtimeConfig {

    /** Maximum number of bytes that are queued for one socket. A slower client is disconnected. */
    MemorySize maxPendingBytes();

    /**
     * Time between two comparisons of what was delivered with the log: a duration, or {@code off} for tests. Read by the
     * schedule of {@link FeedReconciler}.
     */
    @NotBlank
    String reconcileInterval();
}
