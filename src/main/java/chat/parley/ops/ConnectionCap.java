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
 * Bounds the connections to what the operating system leaves of file descriptors, so that the service itself never runs out of
 * them. Any thread.
 */
@ApplicationScoped
public class ConnectionCap {

    /** Jars that are read, mails, Redis, what else the service opens for a moment; and connections that are being refused. */
    private static final int RESERVED_FILE_DESCRIPTORS = 48;
    /** With fewer the jars are not held: people are worth more than class files, for which the reserve is there. */
    private static final int MIN_CONNECTIONS_BESIDE_JARS = 256;
    /** Enough for an administrator to find out. */
    private static final int MIN_CONNECTIONS = 16;

    private final ConnectionLimiter connections;
    private final int maxConnections;
    private final int databaseConnections;
    private final OpenJars jars = OpenJars.ofThisProcess();
    private volatile long bound;
    private boolean warned;

    ConnectionCap(
            ConnectionLimiter connections,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int databaseConnections,
            MeterRegistry metrics) {
        this.connections = connections;
        this.maxConnections = maxConnections > 0 ? maxConnections : Integer.MAX_VALUE;
        this.databaseConnections = databaseConnections;
        this.bound = this.maxConnections;
        Gauge.builder("parley.http.connections", connections, ConnectionLimiter::openConnections)
                .description("Number of open connections, WebSockets included.")
                .register(metrics);
        Gauge.builder("parley.http.connections.limit", this, self -> self.bound)
                .description("Maximum number of connections that the settings and the operating system allow.")
                .register(metrics);
    }

    /** After everything else has opened what it needs. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent started) {
        if (FileDescriptors.free().orElse(0) - databaseConnections - RESERVED_FILE_DESCRIPTORS
                >= jars.size() + MIN_CONNECTIONS_BESIDE_JARS) {
            jars.hold();
        }
        compare();
        if (!opensJars()) {
            warn();
        }
    }

    /** Where jars are not held, those that the start has opened are closed after it, and the first comparison was too low. */
    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void compareAgain() {
        if (opensJars()) {
            compare();
            warn();
        }
    }

    private boolean opensJars() {
        return jars.size() > 0 && !jars.areHeld();
    }

    private void compare() {
        FileDescriptors.free()
                .ifPresent(free -> bound = Math.min(
                        maxConnections,
                        Math.max(
                                MIN_CONNECTIONS,
                                free
                                        + connections.openConnections()
                                        - databaseConnections
                                        - RESERVED_FILE_DESCRIPTORS)));
        connections.limitConnections(bound);
    }

    private void warn() {
        if (bound < maxConnections && !warned) {
            warned = true;
            Log.warnf(
                    "The limit of open files allows %d connections, fewer than quarkus.http.limits.max-connections (%d). "
                            + "Parley accepts no more than that. To allow more, raise the limit (ulimit -n, LimitNOFILE=)",
                    bound, maxConnections);
        }
    }
}
