package chat.parley.message;

import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.room.Access;

/** Finds the accounts that can be mentioned in a room. */
@ApplicationScoped
@Transactional
class Mentions {

    /** Everyone in the room; nobody can take it as a name. */
    static final String EVERYONE = Account.EVERYONE;

    private final Access access;

    Mentions(Access access) {
        this.access = access;
    }

    /**
     * Those of the names that are people's, or everyone's where the author may call them all. Somebody who cannot see the
     * room is named in it all the same, and never hears of it.
     */
    Set<String> known(long author, long room, Set<String> names) {
        var known = new HashSet<>(Account.among(names));
        if (names.contains(EVERYONE) && access.room(author, room).mentionsAll()) {
            known.add(EVERYONE);
        }
        return known;
    }

    /** Those of the names that are people's. */
    Set<String> people(Set<String> names) {
        return Set.copyOf(Account.among(names));
    }
}
