package chat.parley.resilience;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graceful restarts under load: clients hardly notice them. */
@Tag("own-processes")
class GracefulStopIT {

    private static final int MESSAGES_PER_STEP = 100;
    private static final int RESTARTS = 3;

    @TempDir
    Path folder;

    @Test
    void restartLosesNothingAndAllowsEveryRetry() throws IOException, InterruptedException {
        try (var scenario = new ChaosScenario(folder, 1)) {
            for (var times = 0; times < RESTARTS; times++) {
                scenario.awaitAcknowledged(MESSAGES_PER_STEP);
                scenario.stopService();
                scenario.startService();
            }
            scenario.awaitAcknowledged(MESSAGES_PER_STEP);

            scenario.verify();
        }
    }
}
