package chat.parley.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import chat.parley.database.DatabaseProbe;
import io.smallrye.health.api.Wellness;

/**
 * Reports whether PostgreSQL answered the last probe, for operators. Not a readiness check: an outage of the database concerns all
 * processes at once, and without a ready one its clients would get an error of the proxy instead of 503 with {@code Retry-After}.
 * Replaces the check of Quarkus with the same name, which needs a connection of the pool and waits as long as any request.
 */
@Wellness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {

    private static final String NAME = "Database connections health check";
    private static final String DEFAULT_DATASOURCE = "<default>";

    private final DatabaseProbe probe;

    DatabaseCheck(DatabaseProbe probe) {
        this.probe = probe;
    }

    @Override
    public HealthCheckResponse call() {
        var up = probe.isAnswering();
        return HealthCheckResponse.named(NAME)
                .status(up)
                .withData(DEFAULT_DATASOURCE, up ? "UP" : "DOWN")
                .build();
    }
}
