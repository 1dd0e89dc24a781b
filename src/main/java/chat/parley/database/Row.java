package chat.parley.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A row of a result, whose columns are found by their name. Primitive values are 0 or false where the column is null;
 * all other methods return null then. Every method throws {@link DataAccessException} if there is no such column.
 */
public final class Row {

    private interface Column<T> {
        T read() throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public long getLong(String column) {
        return read(() -> result.getLong(column));
    }

    public int getInt(String column) {
        return read(() -> result.getInt(column));
    }

    public boolean getBoolean(String column) {
        return read(() -> result.getBoolean(column));
    }

    public String getString(String column) {
        return read(() -> result.getString(column));
    }

    public byte[] getBytes(String column) {
        return read(() -> result.getBytes(column));
    }

    public Long getLongOrNull(String column) {
        return read(() -> result.getObject(column, Long.class));
    }

    public Integer getIntegerOrNull(String column) {
        return read(() -> result.getObject(column, Integer.class));
    }

    /** A {@code timestamptz}. */
    public Instant getInstant(String column) {
        var time = read(() -> result.getObject(column, OffsetDateTime.class));
        return time == null ? null : time.toInstant();
    }

    /** A {@code text[]} without null elements. Not null. */
    public List<String> getStrings(String column) {
        return read(() -> List.of((String[]) result.getArray(column).getArray()));
    }

    /** A {@code bigint[]} without null elements. */
    public List<Long> getLongs(String column) {
        return read(() -> {
            var array = result.getArray(column);
            return array == null ? null : List.of((Long[]) array.getArray());
        });
    }

    private static <T> T read(Column<T> column) {
        try {
            return column.read();
        } catch (SQLException failed) {
            throw new DataAccessException(failed);
        }
    }
}
