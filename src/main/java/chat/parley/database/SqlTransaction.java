package chat.parley.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A transaction of {@link Sql#inTransaction}, with the same parameters and errors as {@link Sql}. Not thread-safe. */
public final class SqlTransaction {

    private interface Work<T> {
        T run() throws SQLException;
    }

    private final Connection connection;
    private boolean committed;

    SqlTransaction(Connection connection) {
        this.connection = connection;
    }

    /** All rows of a query. The list belongs to the caller. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return run(() -> Statements.list(connection, Statements.ALL_ROWS, sql, mapper, parameters));
    }

    /** Runs a statement that returns no rows, and returns the number of rows that it changed. */
    public int update(String sql, Object... parameters) {
        return run(() -> Statements.update(connection, sql, parameters));
    }

    /** Runs several statements without parameters, divided by semicolons. */
    public void execute(String sql) {
        run(() -> {
            Statements.execute(connection, sql);
            return null;
        });
    }

    /** Commits. When this returns, everything is on disk. When it throws, that is unknown. */
    public void commit() {
        run(() -> {
            connection.commit();
            committed = true;
            return null;
        });
    }

    void rollbackUnlessCommitted() throws SQLException {
        if (!committed) {
            connection.rollback();
        }
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failed) {
            throw new DataAccessException(failed);
        }
    }
}
