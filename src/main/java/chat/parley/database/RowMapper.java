package chat.parley.database;

/** Makes an object from a row of a result. Called while the result is open; must not keep the row. */
@FunctionalInterface
public interface RowMapper<T> {

    T map(Row row);
}
