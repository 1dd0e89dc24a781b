package chat.parley.account;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.http.KeysetPage;

/** Lists and searches accounts. Uses SQL instead of entities because every page that is opened shows the start of the list. */
@ApplicationScoped
public class PeopleDirectory {

    private static final String WITH_PREFIX = """
            select id, username, display_name, avatar from account
            where not disabled and username > ?
              and (username like ? or lower(display_name) like ? or lower(display_name) like ?)
            order by username limit ?""";

    private static final String NAMED =
            "select id, username, display_name, avatar from account where username = any(?)";

    private final Sql sql;
    private final Presence presence;

    PeopleDirectory(Sql sql, Presence presence) {
        this.sql = sql;
        this.presence = presence;
    }

    /**
     * Lists enabled accounts by username.
     *
     * @param prefix of the username or a word of the display name, case-insensitive; empty for all
     * @param after the last username of the previous page; empty for the first page
     * @param limit the maximum number of people
     */
    public KeysetPage<Person> page(String prefix, String after, int limit) {
        return KeysetPage.of(find(prefix, Account.folded(after), limit + 1), limit, Person::username);
    }

    /** Accounts by username, disabled ones included, in no particular order. */
    public List<Person> named(List<String> usernames) {
        return usernames.isEmpty() ? List.of() : sql.list(NAMED, this::person, SqlArray.text(usernames));
    }

    private List<Person> find(String typed, String after, int limit) {
        var prefix = NamePrefix.of(typed);
        return sql.list(WITH_PREFIX, this::person, after, prefix.whole(), prefix.whole(), prefix.word(), limit);
    }

    private Person person(Row row) {
        return new Person(
                row.getString("username"),
                row.getString("display_name"),
                AvatarPath.of(row.getString("avatar")),
                presence.online(row.getLong("id")));
    }
}
