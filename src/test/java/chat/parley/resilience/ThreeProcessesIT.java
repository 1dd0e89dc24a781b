package chat.parley.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.logging.Log;

/** The same guarantees with three processes, a proxy in front and Redis between them: processes are killed, Redis stops and restarts, one process is cut off from Redis, the database dies, and all three processes are replaced in turn. Longer with {@code -Dchaos=long}. */
@Tag("own-processes")
class ThreeProcessesIT {

    private static final int PROCESSES = 3;
    private static final int KILLS = ChaosSettings.isLong() ? 2 : 1;
    private static final int MESSAGES_PER_STEP = ChaosSettings.isLong() ? 80 : 40;
    private static final Duration REDIS_OUTAGE = Duration.ofSeconds(ChaosSettings.isLong() ? 20 : 6);
    private static final Duration CUT_OFF_DURATION = Duration.ofSeconds(ChaosSettings.isLong() ? 8 : 6);

    @TempDir
    Path folder;

    @Test
    void failuresLoseNothingDuplicateNothingAndKeepTheOrder() throws IOException, InterruptedException {
        var seed = System.nanoTime();
        try (var scenario = new ChaosScenario(folder, seed, PROCESSES)) {
            scenario.awaitAcknowledged(MESSAGES_PER_STEP);
            var faults = faults(scenario, new Random(seed));
            Collections.shuffle(faults, new Random(seed));

            for (var fault : faults) {
                fault.run();
                scenario.awaitAcknowledged(MESSAGES_PER_STEP);
                scenario.awaitDelivery();
            }
            scenario.verify();

            Log.infof("Seed %d: %s", seed, scenario.report());
            assertThat(scenario.acknowledged()).hasSizeGreaterThan(MESSAGES_PER_STEP * faults.size());
        }
    }

    private static List<Runnable> faults(ChaosScenario scenario, Random random) {
        var fleet = scenario.cluster();
        var faults = new ArrayList<Runnable>();
        for (var times = 0; times < KILLS; times++) {
            faults.add(() -> killOne(scenario, random.nextInt(PROCESSES)));
        }
        faults.add(() -> replaceAll(scenario));
        faults.add(() -> {
            Log.info("Redis is gone");
            fleet.redis().kill();
            awaitUnderLoad(scenario, REDIS_OUTAGE);
            fleet.redis().start();
        });
        faults.add(() -> {
            Log.info("A process is cut off from Redis");
            var line = fleet.redisProxy(random.nextInt(PROCESSES));
            line.shut();
            awaitUnderLoad(scenario, CUT_OFF_DURATION);
            line.reopen();
        });
        faults.add(() -> {
            Log.info("The database is killed");
            scenario.database().kill();
            scenario.database().start();
        });
        return faults;
    }

    private static void killOne(ChaosScenario scenario, int victim) {
        Log.infof("Process %d is killed", victim);
        scenario.cluster().kill(victim);
        scenario.awaitAcknowledged(MESSAGES_PER_STEP);
        scenario.cluster().start(victim);
    }

    /** Replaces one after the other, like a rolling update. */
    private static void replaceAll(ChaosScenario scenario) {
        Log.info("All are replaced");
        scenario.maxAttempts();
        for (var number = 0; number < PROCESSES; number++) {
            scenario.cluster().stop(number);
            scenario.cluster().start(number);
            scenario.awaitAcknowledged(MESSAGES_PER_STEP);
        }
        assertThat(scenario.maxAttempts())
                .as("tries of a message while all were replaced")
                .isLessThanOrEqualTo(2);
    }

    /** All messages still arrive, with a short delay. */
    private static void awaitUnderLoad(ChaosScenario scenario, Duration time) {
        scenario.awaitAcknowledged(MESSAGES_PER_STEP);
        scenario.awaitDelivery();
        Awaitility.await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
    }
}
