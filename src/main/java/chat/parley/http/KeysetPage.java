package chat.parley.http;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list with keyset pagination.
 *
 * @param next the value of {@code after} for the next page; null on the last one
 */
public record KeysetPage<T>(List<T> items, String next) {

    /**
     * Creates a page.
     *
     * @param found up to {@code limit} + 1 items; the additional one shows that another page follows
     *
     * @param key the value for {@code after} that continues after an item
     */
    public static <T> KeysetPage<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new KeysetPage<>(found, null);
        }
        var items = found.subList(0, limit);
        return new KeysetPage<>(items, key.apply(items.get(limit - 1)));
    }

    public <R> KeysetPage<R> map(Function<T, R> shape) {
        return new KeysetPage<>(items.stream().map(shape).toList(), next);
    }
}
