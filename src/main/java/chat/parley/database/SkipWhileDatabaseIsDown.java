package chat.parley.database;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;

/** Skips scheduled jobs while the database is unavailable. */
@Singleton
public class SkipWhileDatabaseIsDown implements SkipPredicate {

    private final DatabaseProbe probe;

    SkipWhileDatabaseIsDown(DatabaseProbe probe) {
        this.probe = probe;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !probe.isAnswering();
    }
}
