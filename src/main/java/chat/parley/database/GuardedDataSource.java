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
 * A circuit breaker before the platform's pool of connections, for all that asks the database: Hibernate, plain JDBC, scheduled
 * jobs. While {@link DatabaseProbe} finds that the database does not answer, {@link #getConnection()} fails at once with a
 * {@link DatabaseUnavailableException}, so that no thread waits. Until that is found, and while the pool hands out nothing, only a few
 * threads wait for it. Any thread.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class GuardedDataSource implements AgroalDataSource {

    private static final long serialVersionUID = 1;

    /**
     * Threads that wait for a connection while the pool hands out none. With the 20 that have one, less than a third of the 200 that
     * answer requests. A pool that works may have more of them, for milliseconds.
     */
    static final int MAX_WAITING_WHEN_STALLED = 40;
    /** A pool that has handed out nothing for so long, though somebody waits, is stalled. Longer than a pause of the garbage collector. */
    private static final long STALLED_AFTER_NANOS = Duration.ofMillis(250).toNanos();

    private final transient AgroalDataSource pool;
    private final transient DatabaseProbe probe;
    private final AtomicInteger waiting = new AtomicInteger();
    /** When a connection was last handed out, or somebody began to wait where nobody had. */
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
        return guarded(pool::getConnection);
    }

    @Override
    public Connection getReadOnlyConnection() throws SQLException {
        return guarded(pool::getReadOnlyConnection);
    }

    private Connection guarded(ConnectionSource source) throws SQLException {
        refuseIfUnavailable();
        try {
            var connection = source.get();
            progressAt = System.nanoTime();
            return connection;
        } catch (SQLException failed) {
            throw unavailable(failed);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * However an attempt to connect ends, nothing was asked yet, so the same may work the next time. The driver says so of few: an
     * attempt that the pool interrupts when its time is up ends with "Something unusual has occurred", SQLSTATE 99999.
     */
    private static SQLException unavailable(SQLException failed) {
        return failed instanceof SQLTransientException
                ? failed
                : new SQLTransientConnectionException(
                        "Connecting to the database failed: " + failed.getMessage(), failed);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool connects as one user only");
    }

    /** Counts who may wait. */
    private void refuseIfUnavailable() throws SQLException {
        if (!probe.isAnswering()) {
            throw new DatabaseUnavailableException("The database is unavailable");
        }
        var before = waiting.getAndIncrement();
        if (before == 0) {
            progressAt = System.nanoTime();
        } else if (before >= MAX_WAITING_WHEN_STALLED && System.nanoTime() - progressAt > STALLED_AFTER_NANOS) {
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

    /** The platform closes its pool. */
    @Override
    public void close() {
        // See above.
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
