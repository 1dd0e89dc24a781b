package chat.parley.database;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.logging.Log;

/**
 * Logs which statement of a migration is running, and for how long: after two seconds, four, eight and so on, and at least
 * once a minute. Flyway logs when a migration begins, and nothing until it ends.
 */
@ApplicationScoped
class MigrationProgress implements FlywayConfigurationCustomizer {

    private static final long FIRST_LOG_SECONDS = 2;
    private static final long MAX_INTERVAL_SECONDS = 60;
    private static final int MAX_LOGGED_CHARACTERS = 120;

    MigrationProgress() {}

    @Override
    public void customize(FluentConfiguration configuration) {
        MigrationCallbacks.add(configuration, new Progress());
    }

    /** Thread-safe. Flyway calls it from the thread that migrates; another thread logs. */
    private static final class Progress extends BaseCallback {

        private static final Set<Event> EVENTS = Set.of(
                Event.BEFORE_EACH_MIGRATE,
                Event.BEFORE_EACH_MIGRATE_STATEMENT,
                Event.AFTER_EACH_MIGRATE,
                Event.AFTER_EACH_MIGRATE_ERROR);

        private ScheduledExecutorService executor;
        private int number;
        private String statement;
        private long startedAt;
        private long nextLogSeconds;

        @Override
        public boolean supports(Event event, Context context) {
            return EVENTS.contains(event);
        }

        @Override
        public synchronized void handle(Event event, Context context) {
            switch (event) {
                case BEFORE_EACH_MIGRATE -> start();
                case BEFORE_EACH_MIGRATE_STATEMENT ->
                    begin(context.getStatement().getSql());
                default -> stop();
            }
        }

        private void start() {
            stop();
            number = 0;
            statement = null;
            executor = Executors.newSingleThreadScheduledExecutor(Progress::newThread);
            executor.scheduleAtFixedRate(this::log, 1, 1, TimeUnit.SECONDS);
        }

        private void begin(String sql) {
            number++;
            statement = summarize(sql);
            startedAt = System.nanoTime();
            nextLogSeconds = FIRST_LOG_SECONDS;
        }

        private void stop() {
            if (executor != null) {
                executor.shutdownNow();
                executor = null;
            }
        }

        private synchronized void log() {
            var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
            if (executor != null && statement != null && seconds >= nextLogSeconds) {
                nextLogSeconds = seconds + Math.min(seconds, MAX_INTERVAL_SECONDS);
                Log.infof("The migration runs statement %d for %d s: %s", number, seconds, statement);
            }
        }

        private static String summarize(String sql) {
            var line = sql.strip().replaceAll("\\s+", " ");
            return line.length() <= MAX_LOGGED_CHARACTERS ? line : line.substring(0, MAX_LOGGED_CHARACTERS) + " …";
        }

        private static Thread newThread(Runnable task) {
            var thread = new Thread(task, "parley-migration-progress");
            thread.setDaemon(true);
            return thread;
        }
    }
}
