package chat.parley.account;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.KeysetPage;
import io.agroal.api.AgroalDataSource;

/** Lists and searches accounts. Uses plain JDBC because every page that is opened shows the start of the list. */
@ApplicationScoped
public class PeopleDirectory {

    private static final String BEGINNING = """
            select id, username, display_name, avatar from account
            where not disabled and username > ?
              and (username like ? or lower(display_name) like ? or lower(display_name) like ?)
            order by username limit ?""";

    private final AgroalDataSource database;
    private final Presence presence;

    PeopleDirectory(AgroalDataSource database, Presence presence) {
        this.database = database;
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
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(BEGINNING)) {
            query.setString(1, after);
            query.setString(2, beginning.whole());
            query.setString(3, beginning.whole());
            query.setString(4, beginning.word());
            query.setInt(5, most);
            try (var found = query.executeQuery()) {
                var people = new ArrayList<Person>();
                while (found.next()) {
                    people.add(new Person(
                            found.getString("username"),
                            found.getString("display_name"),
                            AvatarPath.of(found.getString("avatar")),
                            presence.online(found.getLong("id"))));
                }
                return people;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Reading the list of people failed", failed);
        }
    }
}
