package chat.parley.account;

import java.time.Instant;

/**
 * An account, as administrators see it.
 *
 * @param email null if there is none
 */
public record AccountView(
        String username,
        String displayName,
        String email,
        boolean emailVerified,
        boolean admin,
        boolean disabled,
        Instant createdAt) {

    public static AccountView of(Account account) {
        return new AccountView(
                account.username,
                account.displayName,
                account.email,
                account.emailVerifiedAt != null,
                account.admin(),
                account.disabled,
                account.createdAt);
    }
}
