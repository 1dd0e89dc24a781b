package chat.parley.ops;

import java.util.Locale;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** Fills an empty database with demo data and prints how to sign in. Dev mode only. */
@ApplicationScoped
@IfBuildProfile("dev")
class DemoDataSeeder {

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 1000) StartupEvent started,
            DemoData demo,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        demo.seed();
        Log.infof("""

                Parley is at http://localhost:%d
                Sign in as %s, with the password %s""", port, String.join(", ", DemoData.NAMES).toLowerCase(Locale.ROOT), DemoData.PASSWORD);
    }
}
