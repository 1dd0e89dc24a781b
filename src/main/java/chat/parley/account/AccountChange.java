package chat.parley.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.i18n.Language;
import chat.parley.i18n.VisibleText;
import chat.parley.problem.PlainText;

/**
 * Changes to the own account; null leaves a value unchanged.
 *
 * @param language the language of pages and mails
 * @param showPresence whether others see the account online
 * @param showTyping whether others see the account typing
 * @param password required to replace a verified address, because mail to it can reset the password; without it a new
 *        address stays unverified
 */
public record AccountChange(
        @PlainText
        @Size(max = SignUpRequest.DISPLAY_NAME_MAX, message = "{charactersAtMost}") //
        @Pattern(regexp = SignUpRequest.BLANK + SignUpRequest.NAME, message = "{notName}") //
        String displayName,

        @PlainText
        @Size(max = SignUpRequest.EMAIL_MAX, message = "{charactersAtMost}") //
        @Email(message = "{notAddress}") //
        String email,

        Language language,
        Boolean showPresence,
        Boolean showTyping,
        @Size(max = SignUpRequest.PASSWORD_MAX, message = "{tooLong}") //
        String password) {

    /** Removes invisible characters from the name. */
    public AccountChange {
        displayName = VisibleText.name(displayName);
    }
}
