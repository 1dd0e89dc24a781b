package chat.parley.search;

import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Sql;
import chat.parley.room.Access;

/** Resolves the users and rooms that search filters name. */
@ApplicationScoped
class SearchFilterResolver {

    private static final String FIND_ACCOUNT = "select id from account where username = ?";

    /**
     * A direct room has the name of the other member. Of several rooms with the same name, the most recently active
     * one counts.
     */
    private static final String FIND_ROOM =
            "select r.id, r.kind = 'public' as open from room r where " + Access.VISIBLE + """
            and (r.id = ? or lower(r.name) = ? or r.kind = 'direct' and exists (
              select from membership o join account a on a.id = o.account_id
              where o.room_id = r.id and (o.account_id <> ? or r.direct_pair = o.account_id || '-' || o.account_id)
                and ? in (a.username, lower(a.display_name))))
            order by r.id = ? desc, r.archived_at is null desc, r.active_at desc limit 1""";

    private final Sql sql;

    SearchFilterResolver(Sql sql) {
        this.sql = sql;
    }

    /** The id of an account by username. */
    Optional<Long> person(String username) {
        return sql.first(FIND_ACCOUNT, row -> row.getLong("id"), username.toLowerCase(Locale.ROOT));
    }

    /** A room by its id or its name, among those that the viewer may see. */
    Optional<SearchRoom> room(long viewer, String nameOrId) {
        var id = nameOrId.matches("\\d{1,18}") ? Long.parseLong(nameOrId) : 0;
        var name = nameOrId.toLowerCase(Locale.ROOT);
        return sql.first(
                FIND_ROOM,
                row -> new SearchRoom(row.getLong("id"), row.getBoolean("open")),
                viewer,
                id,
                name,
                viewer,
                name,
                id);
    }
}
