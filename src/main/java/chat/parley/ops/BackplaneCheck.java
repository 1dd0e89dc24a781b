package chat.parley.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import chat.parley.backplane.Backplane;

/** Says whether other processes are reached. Without them this one serves all the same, so it is up either way. */
@Readiness
@ApplicationScoped
class BackplaneCheck implements HealthCheck {

    private final Backplane backplane;

    BackplaneCheck(Backplane backplane) {
        this.backplane = backplane;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("backplane")
                .up()
                .withData("alone", backplane.isSingleProcess())
                .withData("whole", backplane.isHealthy())
                .build();
    }
}
