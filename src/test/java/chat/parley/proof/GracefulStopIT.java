package chat.parley.proof;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart as an operator asks for it, again and again under load: the people in the room hardly notice. */
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
                scenario.more(MESSAGES_PER_STEP);
                scenario.serviceStops();
                scenario.serviceStarts();
            }
            scenario.more(MESSAGES_PER_STEP);

            scenario.verify();
        }
    }
}
