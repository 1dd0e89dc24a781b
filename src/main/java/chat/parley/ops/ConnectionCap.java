package chat.parley.ops;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.http.ConnectionLimiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Limits the connections to the file descriptors that the operating system leaves, so that the service never runs out of
 * them. Thread-safe.
 */
@ApplicationScoped
class ConnectionCap {

    /** Descriptors for everything else: jars, mail, Redis, temporary files, and connections that are being rejected. */
    private static final int RESERVED_FILE_DESCRIPTORS = 48;
    /** If fewer connections would remain, the jars are not kept open and use the reserve when they are read. */
    private static final int MIN_CONNECTIONS_BESIDE_JARS = 256;
    /** Lower bound, so that an administrator can still sign in and find the cause. */
    private static final int MIN_CONNECTIONS = 16;

    private final ConnectionLimiter connections;
    private final int maxConnections;
    private final int databaseConnections;
    private final OpenJars jars = OpenJars.ofThisProcess();
    private volatile long limit;
    private boolean warned;

    ConnectionCap(
            ConnectionLimiter connections,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int databaseConnections,
            MeterRegistry metrics) {
        this.connections = connections;
        this.maxConnections = maxConnections > 0 ? maxConnections : Integer.MAX_VALUE;
        this.databaseConnections = databaseConnections;
        this.limit = this.maxConnections;
        Gauge.builder("parley.http.connections", connections, ConnectionLimiter::openConnections)
                .description("Number of open connections, WebSockets included.")
                .register(metrics);
        Gauge.builder("parley.http.connections.limit", this, self -> self.limit)
                .description("Maximum number of connections that the settings and the operating system allow.")
                .register(metrics);
    }

    /** Runs last, when everything else has opened its files. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent started) {
        if (FileDescriptors.free().orElse(0) - databaseConnections - RESERVED_FILE_DESCRIPTORS
                >= jars.size() + MIN_CONNECTIONS_BESIDE_JARS) {
            jars.keepOpen();
        }
        updateLimit();
        if (!hasClosedJars()) {
            warn();
        }
    }

    /** Jars that are not kept open are closed after the start, so the first limit was too low. */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void updateLimitAgain() {
        if (hasClosedJars()) {
            updateLimit();
            warn();
        }
    }

    private boolean hasClosedJars() {
        return jars.size() > 0 && !jars.areKeptOpen();
    }

    private void updateLimit() {
        FileDescriptors.free()
                .ifPresent(free -> limit = Math.min(
                        maxConnections,
                        Math.max(
                                MIN_CONNECTIONS,
                                free
                                        + connections.openConnections()
                                        - databaseConnections
                                        - RESERVED_FILE_DESCRIPTORS)));
        connections.limitConnections(limit);
    }

    private void warn() {
        if (limit < maxConnections && !warned) {
            warned = true;
            Log.warnf(
                    "The limit of open files allows %d connections, fewer than quarkus.http.limits.max-connections (%d). "
                            + "Parley accepts no more than that. To allow more, raise the limit (ulimit -n, LimitNOFILE=)",
                    limit, maxConnections);
        }
    }
}
