package chat.parley.database;

import java.util.Collection;

/**
 * A parameter of an SQL array type.
 *
 * @param type the SQL type of the elements, such as {@code bigint}
 * @param elements may contain null
 */
public record SqlArray(String type, Object[] elements) {

    /** Creates an array of any type. The elements are copied. */
    public static SqlArray of(String type, Collection<?> elements) {
        return new SqlArray(type, elements.toArray());
    }

    /** An array of ids. */
    public static SqlArray bigint(Collection<Long> elements) {
        return of("bigint", elements);
    }

    /** An array of strings. */
    public static SqlArray text(Collection<String> elements) {
        return of("text", elements);
    }
}
