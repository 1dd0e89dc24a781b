package chat.parley.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import chat.parley.i18n.VisibleText;
import chat.parley.problem.PlainText;

/**
 * A sign-up request.
 *
 * @param invitation the token of an invitation link, if the server requires one
 * @param setupToken the setup token, for the first account of an empty server; otherwise ignored
 */
public record SignUpRequest(
        @NotNull(message = "{missing}") //
        @Pattern(regexp = Account.USERNAME, message = "{username}") //
        String username,
        @NotNull(message = "{missing}") //
        @Size(min = PASSWORD_MIN, max = PASSWORD_MAX, message = "{characters}") //
        String password,

        @PlainText
        @Size(max = DISPLAY_NAME_MAX, message = "{charactersAtMost}") //
        @Pattern(regexp = BLANK + "(" + NAME + ")?", message = "{notOfName}") //
        String displayName,

        @PlainText @Size(max = EMAIL_MAX, message = "{charactersAtMost}") @Email(message = "{notAddress}") //
        String email,
        @PlainText @Size(max = 100, message = "{tooLong}") //
        String invitation,

        @PlainText
        @Size(max = SETUP_TOKEN_MAX, message = "{tooLong}") //
        @Schema(description = "Required for the first account of a server, and ignored for all others.") //
        String setupToken) {

    /**
     * White space of any kind. It cannot match the start of {@link #NAME}, so that matching needs no backtracking.
     */
    public static final String BLANK = "[\\s\\p{Z}]*";
    /** A name from its first visible character on. */
    public static final String NAME = "[^\\s\\p{Z}\\p{Cntrl}]\\P{Cntrl}*";

    public static final int PASSWORD_MIN = 8;
    public static final int PASSWORD_MAX = 256;
    public static final int SETUP_TOKEN_MAX = 100;
    static final int DISPLAY_NAME_MAX = 64;
    /** The longest address that fits in an SMTP path (RFC 5321). */
    public static final int EMAIL_MAX = 254;

    /** Removes invisible characters from the name. */
    public SignUpRequest {
        displayName = VisibleText.name(displayName);
    }
}
