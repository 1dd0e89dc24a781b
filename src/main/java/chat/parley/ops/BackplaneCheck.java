package chat.parley.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import chat.parley.backplane.Backplane;
import io.smallrye.health.api.Wellness;

/** Reports whether other processes are reachable. This process serves its clients without them, so the check is always up. */
@Wellness
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
                .withData("singleProcess", backplane.isSingleProcess())
                .withData("connected", backplane.isHealthy())
                .build();
    }
}
