package chat.parley.account;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.http.KeysetPage;

/** Lists and searches accounts. Uses SQL instead of entities because every page that is opened shows the start of the list. */
@ApplicationScoped
public class PeopleDirectory {

    private static final String BEGINNING = """
            select id, username, display_name, avatar from account
            where not disabled and username > ?
              and (username like ? or lower(display_name) like ? or lower(display_name) like ?)
            order by username limit ?""";

    private final Sql sql;
    private final Presence presence;

    PeopleDirectory(Sql sql, Presence presence) {
        this.sql = sql;
        this.presence = presence;
    }

    /**
     * A page of people whose name, or a word of their display name, begins so, by name.
     *
     * @param beginning any case; empty for everyone
     * @param after the last name of the page before; empty for the first page
     * @param limit how many at most
     */
    public KeysetPage<Person> page(String beginning, String after, int limit) {
        return KeysetPage.of(beginning(beginning, Account.folded(after), limit + 1), limit, Person::username);
    }

    private List<Person> beginning(String typed, String after, int most) {
        var beginning = NamePrefix.of(typed);
        return sql.list(BEGINNING, this::person, after, beginning.whole(), beginning.whole(), beginning.word(), most);
    }

    private Person person(Row row) {
        return new Person(
                row.getString("username"),
                row.getString("display_name"),
                AvatarPath.of(row.getString("avatar")),
                presence.online(row.getLong("id")));
    }
}
