package chat.parley.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Checks twice a second whether the database responds, with a connection outside of the pool and on a separate thread, so that
 * callers of {@link #isAnswering} never wait. If the connection does not respond, it opens a new one. If that works, the database
 * has moved or a network path was cut, and only the old connections of the pool are discarded. If it fails, the database counts as
 * unavailable until a connection works. An outage is detected after 1 to 2.5 s, its end within 1.5 s. Thread-safe.
 */
@ApplicationScoped
public class DatabaseProbe {

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    /** An attempt to connect that takes longer makes the database count as unavailable. Normally it takes a few milliseconds. */
    private static final long MAX_CONNECT_NANOS = Duration.ofMillis(500).toNanos();
    /** By then the timeouts in application.properties have ended every statement. One that remains waits for a dead peer. */
    private static final long MAX_STATEMENT_NANOS = Duration.ofSeconds(4).toNanos();
    /** Timeouts in seconds: for one host of the URL, for one response, and for all hosts of the URL. */
    private static final Map<String, String> TIMEOUTS =
            Map.of("connectTimeout", "1", "socketTimeout", "1", "loginTimeout", "3");
    /** A standby counts as unavailable, because Parley needs to write. */
    private static final String IS_STANDBY = "select pg_is_in_recovery()";

    private static final String READ_ONLY = "25006";

    private final PhysicalConnections connections;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(DatabaseProbe::newThread);
    private AgroalDataSource source;
    private Connection connection;
    /** When the connections of the pool were discarded; those in use may finish their statement. 0 if they were not. */
    private long discardedAt;

    private volatile boolean available = true;
    /** When the current attempt to connect began; 0 if there is none. */
    private volatile long connectingSince;

    DatabaseProbe(PhysicalConnections connections, MeterRegistry metrics) {
        this.connections = connections;
        Gauge.builder("parley.database.available", this, self -> self.isAnswering() ? 1 : 0)
                .description("1 while the database answers.")
                .register(metrics);
    }

    /** The pool of Quarkus. Injection finds {@link GuardedDataSource} instead, so it is looked up in the bean manager. */
    @SuppressWarnings("unchecked")
    static AgroalDataSource pool() {
        return Arc.container().beanManager().getBeans(AgroalDataSource.class).stream()
                .filter(bean -> !bean.isAlternative())
                .findFirst()
                .map(bean -> Arc.container()
                        .instance((InjectableBean<AgroalDataSource>) bean)
                        .get())
                .orElseThrow();
    }

    /** Whether the database responds, as far as is known. Never blocks. */
    public boolean isAnswering() {
        var since = connectingSince;
        return available && (since == 0 || System.nanoTime() - since < MAX_CONNECT_NANOS);
    }

    void start(@Observes StartupEvent started) {
        source = UnpooledDataSources.of(pool(), TIMEOUTS, null);
        executor.scheduleWithFixedDelay(this::probe, 0, PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The thread of the probe closes the connection, after a probe in progress. */
    void stop(@Observes ShutdownEvent stopped) {
        executor.execute(this::closeConnection);
        executor.shutdown();
    }

    /** Catches everything, because the executor stops to schedule a task that throws. */
    private void probe() {
        try {
            abortDiscarded();
            if (!isConnectionResponding()) {
                connect();
            }
            markAvailable();
        } catch (SQLException failed) {
            if (isFromDatabase(failed)) {
                markAvailable();
            } else {
                markUnavailable(failed);
            }
        } catch (RuntimeException | Error failed) {
            Log.error("The database probe failed", failed);
        } finally {
            connectingSince = 0;
        }
    }

    private boolean isConnectionResponding() {
        if (connection == null) {
            return false;
        }
        try {
            requirePrimary(connection);
            return true;
        } catch (SQLException failure) {
            Log.debugf("The database probe lost its connection: %s", failure);
            closeConnection();
            discardPooled();
            return false;
        }
    }

    private void connect() throws SQLException {
        connectingSince = System.nanoTime() | 1;
        connection = source.getConnection();
        try {
            requirePrimary(connection);
        } catch (SQLException failed) {
            closeConnection();
            throw failed;
        }
    }

    private void requirePrimary(Connection checked) throws SQLException {
        try (var statement = checked.createStatement();
                var row = statement.executeQuery(IS_STANDBY)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException("The database is a read-only standby", READ_ONLY);
            }
        }
    }

    /** Closes idle connections at once, the others when they are returned or by {@link #abortDiscarded}. */
    private void discardPooled() {
        pool().flush(FlushMode.GRACEFUL);
        discardedAt = System.nanoTime() | 1;
    }

    private void abortDiscarded() {
        if (discardedAt != 0 && System.nanoTime() - discardedAt > MAX_STATEMENT_NANOS) {
            connections.abortOpenedBefore(discardedAt);
            discardedAt = 0;
        }
    }

    private void closeConnection() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException failure) {
            Log.debugf("Closing the connection of the database probe failed: %s", failure);
        }
        connection = null;
    }

    private void markAvailable() {
        if (!available) {
            Log.info("The database is available again");
        }
        available = true;
    }

    private void markUnavailable(SQLException failed) {
        if (available) {
            Log.warnf("The database is unavailable. Requests that need it get 503 until it responds: %s", failed);
            discardPooled();
        }
        available = false;
    }

    /** Whether the database itself reported the error, such as too many connections. 57P0x means that it stops or starts. */
    private static boolean isFromDatabase(SQLException failed) {
        var state = failed.getSQLState();
        return state != null && !state.startsWith("08") && !state.startsWith("57P") && !state.equals(READ_ONLY);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "parley-database-probe");
        thread.setDaemon(true);
        return thread;
    }
}
