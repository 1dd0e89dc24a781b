package chat.parley.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A new password, and the old one as proof. */
public record PasswordChange(
        @NotNull(message = "{missing}") @Size(max = NewAccount.PASSWORD_MAX, message = "{tooLong}") //
        String current,
        @NotNull(message = "{missing}") //
        @Size(min = NewAccount.PASSWORD_MIN, max = NewAccount.PASSWORD_MAX, message = "{characters}") //
        String replacement) {}
