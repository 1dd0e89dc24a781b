package chat.parley.account;

import chat.parley.database.ChangeOrigin;

/** An account changed its {@link Visibility}. */
public record VisibilityChanged(long account, Visibility now, ChangeOrigin origin) implements AccountEvent {

    /** A change by this process. */
    public VisibilityChanged(long account, Visibility now) {
        this(account, now, ChangeOrigin.LOCAL);
    }
}
