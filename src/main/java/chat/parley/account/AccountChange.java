package chat.parley.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.i18n.Language;
import chat.parley.problem.PlainText;

/**
 * What someone changes of their own account; null leaves it as it is.
 *
 * @param language in which one is written to
 * @param showPresence whether others see that one is here
 * @param showTyping whether others see that one is writing
 * @param password proof for the address, which is a way into the account: without it the address is only noted, and cannot
 *        take the place of a verified one
 */
public record AccountChange(
        @PlainText
        @Size(max = NewAccount.DISPLAY_NAME_MAX, message = "{charactersAtMost}") //
        @Pattern(regexp = NewAccount.BLANK + NewAccount.NAME, message = "{notName}") //
        String displayName,

        @PlainText
        @Size(max = NewAccount.EMAIL_MAX, message = "{charactersAtMost}") //
        @Email(message = "{notAddress}") //
        String email,

        Language language,
        Boolean showPresence,
        Boolean showTyping,
        @Size(max = NewAccount.PASSWORD_MAX, message = "{tooLong}") //
        String password) {}
