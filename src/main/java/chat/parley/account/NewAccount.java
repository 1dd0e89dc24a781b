package chat.parley.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.Readable;

/**
 * What someone gives who signs up.
 *
 * @param invitation the token of a link from an administrator, where it takes one
 */
public record NewAccount(
        @NotNull(message = "is missing") //
        @Pattern(regexp = Account.USERNAME, message = "has 2 to 32 of a–z 0–9 . _ - and starts with a letter or digit") //
        String username,
        @NotNull(message = "is missing") //
        @Size(min = PASSWORD_MIN, max = PASSWORD_MAX, message = "has 8 to 256 characters") //
        String password,
        @Readable @Size(max = DISPLAY_NAME_MAX, message = "has 64 characters at most") //
        @Pattern(regexp = BLANK + "(" + NAME + ")?", message = "has characters that a name cannot have") //
        String displayName,
        @Readable @Size(max = EMAIL_MAX, message = "has 254 characters at most") @Email(message = "is not an address") //
        String email,
        @Readable @Size(max = 100, message = "is too long") //
        String invitation) {

    /** Spaces of every kind. It ends where {@link #NAME} begins, so that matching takes no second try. */
    static final String BLANK = "[\\s\\p{Z}]*";
    /** From the first character that can be seen. */
    static final String NAME = "[^\\s\\p{Z}\\p{Cntrl}]\\P{Cntrl}*";
    static final int PASSWORD_MIN = 8;
    static final int PASSWORD_MAX = 256;
    static final int DISPLAY_NAME_MAX = 64;
    /** The longest that fits an SMTP path, RFC 5321. */
    static final int EMAIL_MAX = 254;
}
