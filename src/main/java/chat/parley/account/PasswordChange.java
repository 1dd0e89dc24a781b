package chat.parley.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A new password, and the old one as proof. */
public record PasswordChange(
        @NotNull(message = "is missing") @Size(max = NewAccount.PASSWORD_MAX, message = "is too long") //
        String current,
        @NotNull(message = "is missing") //
        @Size(min = NewAccount.PASSWORD_MIN, max = NewAccount.PASSWORD_MAX, message = "has 8 to 256 characters") //
        String replacement) {
}
