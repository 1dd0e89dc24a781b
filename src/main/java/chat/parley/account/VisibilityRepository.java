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

    private static final String DISCREET = """
            select id, show_presence, show_typing from account
            where not (show_presence and show_typing) and id = any(?)""";

    private final Sql sql;

    VisibilityRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of these accounts those that hide something, with what is left; all of the others may be seen. */
    public Map<Long, Visibility> of(Collection<Long> accounts) {
        var discreet = new HashMap<Long, Visibility>();
        sql.list(DISCREET, VisibilityRepository::entry, SqlArray.bigint(accounts))
                .forEach(entry -> discreet.put(entry.getKey(), entry.getValue()));
        return discreet;
    }

    private static Map.Entry<Long, Visibility> entry(Row row) {
        return Map.entry(
                row.getLong("id"), new Visibility(row.getBoolean("show_presence"), row.getBoolean("show_typing")));
    }
}
