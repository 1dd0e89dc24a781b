package chat.parley.auth;

import chat.parley.database.ChangeOrigin;

/**
 * A session ended, by sign-out or revocation. Observers close what belongs to it. Fired inside the transaction, for
 * observers that wait for the commit.
 */
public record SessionEnded(long account, long session, ChangeOrigin origin) {

    /** A session that this process ended. */
    public SessionEnded(long account, long session) {
        this(account, session, ChangeOrigin.LOCAL);
    }
}
