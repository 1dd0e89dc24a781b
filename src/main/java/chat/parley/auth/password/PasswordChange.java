package chat.parley.auth.password;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import chat.parley.account.SignUpRequest;

/** A password change, with the current password. */
public record PasswordChange(
        @NotNull(message = "{missing}") @Size(max = SignUpRequest.PASSWORD_MAX, message = "{tooLong}") //
        String current,
        @NotNull(message = "{missing}") //
        @Size(min = SignUpRequest.PASSWORD_MIN, max = SignUpRequest.PASSWORD_MAX, message = "{characters}") //
        String replacement) {}
