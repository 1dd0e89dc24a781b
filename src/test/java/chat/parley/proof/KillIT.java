package chat.parley.proof;

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

/**
 * Promises 1 to 3 of guarantees.md, while real processes die: people write and read, and the service, the database,
 * the connections and a reader are killed, stopped and cut in a random order. Longer with {@code -Dchaos=long}.
 */
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
        try (var town = new ChaosScenario(folder, seed)) {
            town.more(MESSAGES_PER_STEP);
            var faults = faults(town);
            Collections.shuffle(faults, new Random(seed));

            for (var fault : faults) {
                fault.run();
                town.more(MESSAGES_PER_STEP);
            }
            town.untilCut(MIN_CUTS);
            town.verify();

            Log.infof("Seed %d: %s", seed, town.report());
            assertThat(town.acknowledged()).hasSizeGreaterThan(MESSAGES_PER_STEP * faults.size());
        }
    }

    private static List<Runnable> faults(ChaosScenario town) {
        var faults = new ArrayList<Runnable>();
        for (var times = 0; times < SERVICE_KILLS; times++) {
            faults.add(() -> killTheService(town));
        }
        for (var times = 0; times < ROUNDS; times++) {
            faults.add(() -> killTheDatabase(town));
            faults.add(() -> pauseTheReader(town));
        }
        faults.add(() -> stopTheDatabase(town));
        faults.add(() -> killBoth(town));
        return faults;
    }

    private static void killTheService(ChaosScenario town) {
        town.serviceIsKilled();
        town.serviceStarts();
    }

    private static void killTheDatabase(ChaosScenario town) {
        town.database().kill();
        town.database().start();
    }

    private static void stopTheDatabase(ChaosScenario town) {
        town.database().stop();
        town.database().start();
    }

    private static void killBoth(ChaosScenario town) {
        town.database().kill();
        town.serviceIsKilled();
        town.database().start();
        town.serviceStarts();
    }

    private static void pauseTheReader(ChaosScenario town) {
        town.pausedReader().pause();
        town.more(MESSAGES_PER_STEP);
        town.pausedReader().goOn();
    }
}
