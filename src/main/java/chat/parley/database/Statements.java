package chat.parley.database;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Runs prepared statements on a connection. */
final class Statements {

    /** The driver reads the whole result at once. */
    static final int ALL_ROWS = 0;

    private Statements() {}

    static <T> List<T> list(Connection connection, int fetchSize, String sql, RowMapper<T> mapper, Object... parameters)
            throws SQLException {
        var mapped = new ArrayList<T>();
        read(connection, fetchSize, sql, mapper, mapped::add, parameters);
        return mapped;
    }

    /** @param consumer returns false when it needs no more rows */
    static <T> void read(
            Connection connection,
            int fetchSize,
            String sql,
            RowMapper<T> mapper,
            Predicate<T> consumer,
            Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            set(statement, parameters);
            try (var result = statement.executeQuery()) {
                var row = new Row(result);
                var more = true;
                while (more && result.next()) {
                    more = consumer.test(mapper.map(row));
                }
            }
        }
    }

    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs several statements without parameters, divided by semicolons. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var index = 0; index < parameters.length; index++) {
            set(statement, index + 1, parameters[index]);
        }
    }

    private static void set(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof SqlArray array) {
            statement.setArray(index, statement.getConnection().createArrayOf(array.type(), array.elements()));
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof ByteArrayInputStream bytes) {
            statement.setBinaryStream(index, bytes, bytes.available());
        } else {
            statement.setObject(index, value);
        }
    }
}
