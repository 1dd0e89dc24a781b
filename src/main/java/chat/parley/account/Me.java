package chat.parley.account;

import java.util.List;

import chat.parley.i18n.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One's own account.
 *
 * @param picture where it is; null where there is none
 * @param email null where there is none
 * @param emailVerified whether it is known to be theirs
 * @param language in which one is written to
 * @param showPresence whether others see that one is here
 * @param showTyping whether others see that one is writing
 * @param csrfToken what to send as {@code X-CSRF-Token} with a cookie and without an Origin; left out outside a session
 */
@RegisterForReflection
public record Me(
        String username,
        String displayName,
        String picture,
        String email,
        boolean emailVerified,
        Language language,
        boolean showPresence,
        boolean showTyping,
        List<String> roles,
        @JsonInclude(JsonInclude.Include.NON_NULL) String csrfToken) {

    public static Me of(Account account, String csrfToken) {
        return new Me(
                account.username,
                account.displayName,
                AvatarPath.of(account.picture),
                account.email,
                account.emailVerifiedAt != null,
                account.language,
                account.showPresence,
                account.showTyping,
                account.roleNames(),
                csrfToken);
    }
}
