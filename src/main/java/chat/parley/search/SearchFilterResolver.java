package chat.parley.search;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.room.Access;
import io.agroal.api.AgroalDataSource;

/** Resolves the users and rooms that search filters name. */
@ApplicationScoped
class SearchFilterResolver {

    private static final String PERSON = "select id from account where username = ?";

    /** A direct room goes by the name of the other. Where several are called the same, the one that was active last counts. */
    private static final String ROOM = "select r.id, r.kind = 'public' from room r where " + Access.SEEN + """
            and (r.id = ? or lower(r.name) = ? or r.kind = 'direct' and exists (
              select from membership o join account a on a.id = o.account_id
              where o.room_id = r.id and (o.account_id <> ? or r.direct_pair = o.account_id || '-' || o.account_id)
                and ? in (a.username, lower(a.display_name))))
            order by r.id = ? desc, r.archived_at is null desc, r.active_at desc limit 1""";

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Values {
        void set(PreparedStatement query) throws SQLException;
    }

    private final AgroalDataSource database;

    SearchFilterResolver(AgroalDataSource database) {
        this.database = database;
    }

    /** The account's id. */
    Optional<Long> person(String username) {
        return one(PERSON, query -> query.setString(1, username.toLowerCase(Locale.ROOT)), row -> row.getLong(1));
    }

    /** A room by its id or its name, among those that the viewer may see. */
    Optional<SearchRoom> room(long viewer, String named) {
        var id = named.matches("\\d{1,18}") ? Long.parseLong(named) : 0;
        var name = named.toLowerCase(Locale.ROOT);
        return one(
                ROOM,
                query -> {
                    query.setLong(1, viewer);
                    query.setLong(2, id);
                    query.setString(3, name);
                    query.setLong(4, viewer);
                    query.setString(5, name);
                    query.setLong(6, id);
                },
                row -> new SearchRoom(row.getLong(1), row.getBoolean(2)));
    }

    private <T> Optional<T> one(String sql, Values values, Reader<T> reader) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            values.set(query);
            try (var found = query.executeQuery()) {
                return found.next() ? Optional.of(reader.read(found)) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Reading the room or user of a search filter failed", failed);
        }
    }
}
