package chat.parley.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.logging.Log;

/** Guarantees 1 to 3 of guarantees.md while processes die: during reads and writes the service, the database, the connections and a reader are killed, stopped and cut in a random order. Longer with {@code -Dchaos=long}. */
@Tag("own-processes")
class KillIT {

    private static final int MESSAGES_PER_STEP = ChaosSettings.isLong() ? 80 : 40;
    private static final int SERVICE_KILLS = ChaosSettings.isLong() ? 4 : 2;
    private static final int MIN_CUTS = 11;
    private static final int ROUNDS = ChaosSettings.isLong() ? 2 : 1;

    @TempDir
    Path folder;

    @Test
    void killLosesNothingDuplicatesNothingAndKeepsTheOrder() throws IOException, InterruptedException {
        var seed = System.nanoTime();
        try (var scenario = new ChaosScenario(folder, seed)) {
            scenario.awaitAcknowledged(MESSAGES_PER_STEP);
            var faults = faults(scenario);
            Collections.shuffle(faults, new Random(seed));

            for (var fault : faults) {
                fault.run();
                scenario.awaitAcknowledged(MESSAGES_PER_STEP);
            }
            scenario.awaitCuts(MIN_CUTS);
            scenario.verify();

            Log.infof("Seed %d: %s", seed, scenario.report());
            assertThat(scenario.acknowledged()).hasSizeGreaterThan(MESSAGES_PER_STEP * faults.size());
        }
    }

    private static List<Runnable> faults(ChaosScenario scenario) {
        var faults = new ArrayList<Runnable>();
        for (var times = 0; times < SERVICE_KILLS; times++) {
            faults.add(() -> killTheService(scenario));
        }
        for (var times = 0; times < ROUNDS; times++) {
            faults.add(() -> killTheDatabase(scenario));
            faults.add(() -> pauseTheReader(scenario));
        }
        faults.add(() -> stopTheDatabase(scenario));
        faults.add(() -> killBoth(scenario));
        return faults;
    }

    private static void killTheService(ChaosScenario scenario) {
        scenario.killService();
        scenario.startService();
    }

    private static void killTheDatabase(ChaosScenario scenario) {
        scenario.database().kill();
        scenario.database().start();
    }

    private static void stopTheDatabase(ChaosScenario scenario) {
        scenario.database().stop();
        scenario.database().start();
    }

    private static void killBoth(ChaosScenario scenario) {
        scenario.database().kill();
        scenario.killService();
        scenario.database().start();
        scenario.startService();
    }

    private static void pauseTheReader(ChaosScenario scenario) {
        scenario.pausedReader().pause();
        scenario.awaitAcknowledged(MESSAGES_PER_STEP);
        scenario.pausedReader().resume();
    }
}
