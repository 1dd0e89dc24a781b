package chat.parley.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/**
 * Runs hand-written SQL. Inside a transaction of the caller each statement is part of it, otherwise it commits by
 * itself. Hibernate does not flush pending changes of entities first.
 *
 * <p>A parameter replaces one {@code ?}: null, a string, a number, a boolean, a {@code byte[]}, an {@link
 * java.time.Instant}, an {@link SqlArray}, or a {@link java.io.ByteArrayInputStream}, whose remaining bytes are not
 * copied. Every method throws {@link DataAccessException} if the statement fails. Thread-safe.
 */
@ApplicationScoped
public class Sql {

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final AgroalDataSource database;

    Sql(AgroalDataSource database) {
        this.database = database;
    }

    /** All rows of a query. The list belongs to the caller. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return list(sql, Statements.ALL_ROWS, mapper, parameters);
    }

    /** @param fetchSize the number of rows that the driver holds in memory at once, inside a transaction */
    public <T> List<T> list(String sql, int fetchSize, RowMapper<T> mapper, Object... parameters) {
        return run(connection -> Statements.list(connection, fetchSize, sql, mapper, parameters));
    }

    /**
     * Passes the rows of a query to a consumer, one after the other, until it returns false.
     *
     * @param fetchSize the number of rows that are loaded at once, inside a transaction; the driver loads no further group
     *        when the consumer has ended
     * @param consumer runs on the calling thread, while the result is open
     */
    public <T> void read(String sql, int fetchSize, RowMapper<T> mapper, Predicate<T> consumer, Object... parameters) {
        run(connection -> {
            Statements.read(connection, fetchSize, sql, mapper, consumer, parameters);
            return null;
        });
    }

    /** The first row of a query, which the mapper must not map to null; empty if there is no row. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return list(sql, mapper, parameters).stream().findFirst();
    }

    /** Runs a statement that returns no rows, and returns the number of rows that it changed. */
    public int update(String sql, Object... parameters) {
        return run(connection -> Statements.update(connection, sql, parameters));
    }

    /**
     * Runs several statements in a new transaction, on one connection, independent of a transaction of the caller. Rolls back
     * everything that the work does not commit.
     *
     * @param work runs on the calling thread, and calls {@link SqlTransaction#commit} to store its changes
     * @return the result of the work
     */
    public <T> T inTransaction(Function<SqlTransaction, T> work) {
        return run(connection -> {
            connection.setAutoCommit(false);
            var transaction = new SqlTransaction(connection);
            try {
                var result = work.apply(transaction);
                transaction.rollbackUnlessCommitted();
                return result;
            } catch (SQLException | RuntimeException | Error failed) {
                // Also after an Error: the pool would commit what is open when it takes the connection back.
                rollback(connection, failed);
                throw failed;
            }
        });
    }

    private static void rollback(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
    }

    private <T> T run(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException failed) {
            throw new DataAccessException(failed);
        }
    }
}
