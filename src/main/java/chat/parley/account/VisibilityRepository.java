package chat.parley.account;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

/**
 * Finds accounts that hide their presence or typing. Uses plain JDBC and a partial index, because it is queried often
 * and for all connected accounts.
 */
@ApplicationScoped
public class VisibilityRepository {

    private static final String DISCREET = """
            select id, show_presence, show_typing from account
            where not (show_presence and show_typing) and id = any(?)""";

    private final AgroalDataSource database;

    VisibilityRepository(AgroalDataSource database) {
        this.database = database;
    }

    /** Of these accounts those that hide something, with what is left; all of the others may be seen. */
    public Map<Long, Visibility> of(Collection<Long> accounts) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(DISCREET)) {
            query.setArray(1, connection.createArrayOf("bigint", accounts.toArray()));
            try (var found = query.executeQuery()) {
                var discreet = new HashMap<Long, Visibility>();
                while (found.next()) {
                    discreet.put(
                            found.getLong("id"),
                            new Visibility(found.getBoolean("show_presence"), found.getBoolean("show_typing")));
                }
                return discreet;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Reading the visibility settings failed", failed);
        }
    }
}
