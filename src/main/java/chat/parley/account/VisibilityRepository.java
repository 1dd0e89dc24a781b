package chat.parley.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;

/**
 * Finds accounts that hide their presence or typing. Uses SQL and a partial index, because it is queried often
 * and for all connected accounts.
 */
@ApplicationScoped
public class VisibilityRepository {

    private static final String HIDING = """
            select id, show_presence, show_typing from account
            where not (show_presence and show_typing) and id = any(?)""";

    private final Sql sql;

    VisibilityRepository(Sql sql) {
        this.sql = sql;
    }

    /** Returns those of the given accounts that hide something, by id. All others are fully visible. */
    public Map<Long, Visibility> of(Collection<Long> accounts) {
        var hiding = new HashMap<Long, Visibility>();
        sql.list(HIDING, VisibilityRepository::entry, SqlArray.bigint(accounts))
                .forEach(entry -> hiding.put(entry.getKey(), entry.getValue()));
        return hiding;
    }

    private static Map.Entry<Long, Visibility> entry(Row row) {
        return Map.entry(
                row.getLong("id"), new Visibility(row.getBoolean("show_presence"), row.getBoolean("show_typing")));
    }
}
