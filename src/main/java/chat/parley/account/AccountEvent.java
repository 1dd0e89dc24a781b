package chat.parley.account;

import chat.parley.database.ChangeOrigin;

/** A change of an account. Fired inside the transaction, for observers that wait for the commit. */
public sealed interface AccountEvent permits AccountChanged, VisibilityChanged {

    /** The id of the account. */
    long account();

    ChangeOrigin origin();
}
