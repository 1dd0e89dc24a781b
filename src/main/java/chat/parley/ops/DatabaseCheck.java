package chat.parley.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import chat.parley.database.DatabaseProbe;

/**
 * Says whether PostgreSQL answers, as the last probe found it. In place of the platform's check of the same name, which takes a
 * connection from the pool and so waits for as long as everyone else.
 */
@Readiness
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
