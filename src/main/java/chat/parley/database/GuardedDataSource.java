package chat.parley.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.AgroalDataSourceConfiguration;

/**
 * A circuit breaker in front of the connection pool of Quarkus, for all users of the database: Hibernate, JDBC, scheduled jobs.
 * While {@link DatabaseProbe} finds the database unavailable, {@link #getConnection()} fails at once with a {@link
 * DatabaseUnavailableException}, so that no thread waits. Before that is detected, and while the pool is stalled, only a limited
 * number of threads wait for a connection. Thread-safe.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class GuardedDataSource implements AgroalDataSource {

    private static final long serialVersionUID = 1;

    /**
     * Maximum number of threads that wait for a stalled pool. With the 20 that have a connection, they are less than a third of
     * the 200 worker threads. More may wait for a pool that works, for milliseconds.
     */
    static final int MAX_WAITING_WHEN_STALLED = 40;
    /** A pool is stalled if threads wait and none got a connection for this time. Longer than a pause of the garbage collector. */
    private static final long STALLED_AFTER_NANOS = Duration.ofMillis(250).toNanos();

    private final transient AgroalDataSource pool;
    private final transient DatabaseProbe probe;
    private final AtomicInteger waiting = new AtomicInteger();
    /** When a thread last got a connection, or began to wait as the only one. */
    private volatile long progressAt = System.nanoTime();

    private interface ConnectionSource {
        Connection get() throws SQLException;
    }

    GuardedDataSource(DatabaseProbe probe) {
        this.probe = probe;
        this.pool = DatabaseProbe.pool();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(pool::getConnection);
    }

    @Override
    public Connection getReadOnlyConnection() throws SQLException {
        return connect(pool::getReadOnlyConnection);
    }

    private Connection connect(ConnectionSource source) throws SQLException {
        registerWaiter();
        try {
            var connection = source.get();
            progressAt = System.nanoTime();
            return connection;
        } catch (SQLException failed) {
            throw asTransient(failed);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Marks a failed attempt to connect as transient. Nothing was executed yet, so a retry is safe. The driver does not mark all of
     * them: an attempt that the pool interrupts after its timeout fails with "Something unusual has occurred", SQLSTATE 99999.
     */
    private static SQLException asTransient(SQLException failed) {
        return failed instanceof SQLTransientException
                ? failed
                : new SQLTransientConnectionException(
                        "Connecting to the database failed: " + failed.getMessage(), failed);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool connects as one user only");
    }

    /** Counts the waiting threads, and throws if there are too many or the database is unavailable. */
    private void registerWaiter() throws SQLException {
        if (!probe.isAnswering()) {
            throw new DatabaseUnavailableException("The database is unavailable");
        }
        var waitingBefore = waiting.getAndIncrement();
        if (waitingBefore == 0) {
            progressAt = System.nanoTime();
        } else if (waitingBefore >= MAX_WAITING_WHEN_STALLED && System.nanoTime() - progressAt > STALLED_AFTER_NANOS) {
            waiting.decrementAndGet();
            throw new DatabaseUnavailableException("Too many requests are waiting for a database connection");
        }
    }

    @Override
    public AgroalDataSourceConfiguration getConfiguration() {
        return pool.getConfiguration();
    }

    @Override
    public AgroalDataSourceMetrics getMetrics() {
        return pool.getMetrics();
    }

    @Override
    public void flush(FlushMode mode) {
        pool.flush(mode);
    }

    @Override
    public void setPoolInterceptors(Collection<? extends AgroalPoolInterceptor> interceptors) {
        pool.setPoolInterceptors(interceptors);
    }

    @Override
    public List<AgroalPoolInterceptor> getPoolInterceptors() {
        return pool.getPoolInterceptors();
    }

    @Override
    public boolean isHealthy(boolean newConnection) {
        return probe.isAnswering();
    }

    @Override
    public void close() {
        // Quarkus closes its pool.
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw new SQLFeatureNotSupportedException("Connections come from the pool");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
