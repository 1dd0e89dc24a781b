package chat.parley.auth.password;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import chat.parley.account.NewAccount;

/** A password change, with the current password. */
public record PasswordChange(
        @NotNull(message = "{missing}") @Size(max = NewAccount.PASSWORD_MAX, message = "{tooLong}") //
        String current,
        @NotNull(message = "{missing}") //
        @Size(min = NewAccount.PASSWORD_MIN, max = NewAccount.PASSWORD_MAX, message = "{characters}") //
        String replacement) {}
