package chat.parley.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.Listing;

/** The list of everyone. */
@ApplicationScoped
@Transactional
public class People {

    private final Presence presence;

    People(Presence presence) {
        this.presence = presence;
    }

    /**
     * A page of people whose name begins so, by name.
     *
     * @param after the last name of the page before; empty for the first page
     * @param limit how many at most
     */
    public Listing<Person> page(String beginning, String after, int limit) {
        return Listing.of(Account.beginning(beginning, after, limit + 1), limit, account -> account.username)
                .map(account -> new Person(account.username, account.displayName, presence.online(account.id)));
    }
}
