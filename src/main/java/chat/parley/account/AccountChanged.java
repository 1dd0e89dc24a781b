package chat.parley.account;

import chat.parley.database.ChangeOrigin;

/** The name, address or roles of an account changed. */
public record AccountChanged(long account, ChangeOrigin origin) implements AccountEvent {

    /** A change by this process. */
    public AccountChanged(long account) {
        this(account, ChangeOrigin.LOCAL);
    }
}
