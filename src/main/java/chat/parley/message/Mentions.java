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

    /** Mentions everyone in the room. It is reserved and cannot be a username. */
    static final String EVERYONE = Account.EVERYONE;

    private final Access access;

    Mentions(Access access) {
        this.access = access;
    }

    /**
     * The names that are usernames, and {@link #EVERYONE} if the author may mention everyone. People who cannot see
     * the room may be mentioned, but are not notified.
     *
     * @throws ApiException with 404 if everyone is mentioned in a room that the author may not see
     */
    Set<String> resolve(long author, long room, Set<String> names) {
        var resolved = new HashSet<>(Account.existingUsernames(names));
        if (names.contains(EVERYONE) && access.permissions(author, room).mayMentionAll()) {
            resolved.add(EVERYONE);
        }
        return resolved;
    }

    /** The names that are usernames. */
    Set<String> existingUsernames(Set<String> names) {
        return Set.copyOf(Account.existingUsernames(names));
    }
}
