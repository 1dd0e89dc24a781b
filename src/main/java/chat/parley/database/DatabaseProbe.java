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
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Asks the database twice a second whether it answers, over a connection outside of the pool and in a thread that does nothing else,
 * so that everyone else knows without waiting. When the connection that was there is silent, a new one is opened: if that works, the
 * database has moved or a way to it was cut, and only the pool's old connections are given up; if it does not, the database counts
 * as unavailable until one works. Found 1 to 2.5 s after the database falls silent, and within 1.5 s of its return.
 */
@ApplicationScoped
public class DatabaseProbe {

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    /** By then an attempt to connect has made the database count as unavailable: one takes a few milliseconds. */
    private static final long MAX_CONNECT_NANOS = Duration.ofMillis(500).toNanos();
    /** By then every statement on a connection has ended by the limits that application.properties sets; what has not writes to nobody. */
    private static final long MAX_STATEMENT_NANOS = Duration.ofSeconds(4).toNanos();
    /** In seconds, for one host of the URL, for one answer, and for all hosts of the URL. */
    private static final Map<String, String> LIMITS =
            Map.of("connectTimeout", "1", "socketTimeout", "1", "loginTimeout", "3");
    /** Writing is what Parley does, so a standby is none of its databases. */
    private static final String IS_STANDBY = "select pg_is_in_recovery()";

    private static final String READ_ONLY = "25006";

    private final PhysicalConnections connections;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DatabaseProbe::named);
    private AgroalDataSource source;
    private Connection established;
    /** When the pool's connections were given up; those that are in use have a little longer. 0 for not. */
    private long givenUpAt;

    private volatile boolean answering = true;
    /** Since when a new connection is attempted; 0 for not. */
    private volatile long connectingSince;

    DatabaseProbe(PhysicalConnections connections) {
        this.connections = connections;
    }

    /** The platform's own, which no bean gets by injection: look-ups choose {@link GuardedDataSource}, the bean manager lists both. */
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

    /** Whether it is worth asking the database. Never waits. */
    public boolean isAnswering() {
        var since = connectingSince;
        return answering && (since == 0 || System.nanoTime() - since < MAX_CONNECT_NANOS);
    }

    void start(@Observes StartupEvent started) {
        source = UnpooledDataSource.of(pool(), LIMITS, null);
        thread.scheduleWithFixedDelay(this::probe, 0, PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its connection is closed by its own thread, after what that is at. */
    void stop(@Observes ShutdownEvent stopped) {
        thread.execute(this::closeEstablished);
        thread.shutdown();
    }

    /** An exception that left it would be the last thing that the executor does for it. */
    private void probe() {
        try {
            abortGivenUp();
            if (!isAnsweredByEstablished()) {
                connect();
            }
            answers();
        } catch (SQLException failed) {
            if (isFromDatabase(failed)) {
                answers();
            } else {
                isSilent(failed);
            }
        } catch (RuntimeException | Error failed) {
            Log.error("The database probe failed", failed);
        } finally {
            connectingSince = 0;
        }
    }

    private boolean isAnsweredByEstablished() {
        if (established == null) {
            return false;
        }
        try {
            requirePrimary(established);
            return true;
        } catch (SQLException lost) {
            Log.debugf("The database probe lost its connection: %s", lost);
            closeEstablished();
            giveUpPooled();
            return false;
        }
    }

    private void connect() throws SQLException {
        connectingSince = System.nanoTime() | 1;
        established = source.getConnection();
        try {
            requirePrimary(established);
        } catch (SQLException failed) {
            closeEstablished();
            throw failed;
        }
    }

    private void requirePrimary(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(IS_STANDBY)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException("The database is a read-only standby", READ_ONLY);
            }
        }
    }

    /** Those that nobody uses are closed at once, the others when they are returned, or by {@link #abortGivenUp}. */
    private void giveUpPooled() {
        pool().flush(FlushMode.GRACEFUL);
        givenUpAt = System.nanoTime() | 1;
    }

    private void abortGivenUp() {
        if (givenUpAt != 0 && System.nanoTime() - givenUpAt > MAX_STATEMENT_NANOS) {
            connections.abortOpenedBefore(givenUpAt);
            givenUpAt = 0;
        }
    }

    private void closeEstablished() {
        if (established == null) {
            return;
        }
        try {
            established.close();
        } catch (SQLException broken) {
            Log.debugf("Closing the connection of the database probe failed: %s", broken);
        }
        established = null;
    }

    private void answers() {
        if (!answering) {
            Log.info("The database is available again");
        }
        answering = true;
    }

    private void isSilent(SQLException failed) {
        if (answering) {
            Log.warnf("The database is unavailable. Requests that need it get 503 until it responds: %s", failed);
            giveUpPooled();
        }
        answering = false;
    }

    /** Whether the database itself said it, such as that it has no connection left: those of the pool may do. 57P0x: it stops or starts. */
    private static boolean isFromDatabase(SQLException failed) {
        var state = failed.getSQLState();
        return state != null && !state.startsWith("08") && !state.startsWith("57P") && !state.equals(READ_ONLY);
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "parley-database-probe");
        thread.setDaemon(true);
        return thread;
    }
}
