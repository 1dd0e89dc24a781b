package chat.parley.account;

import java.util.List;

import chat.parley.i18n.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The own account.
 *
 * @param picture URL of the avatar; null if there is none
 * @param email null if there is none
 * @param emailVerified whether the address is verified
 * @param language the language of pages and mails
 * @param showPresence whether others see the account online
 * @param showTyping whether others see the account typing
 * @param csrfToken the value for {@code X-CSRF-Token} in a request with a cookie and without an Origin; absent outside
 *        a session
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
                AvatarPath.of(account.avatar),
                account.email,
                account.emailVerifiedAt != null,
                account.language,
                account.showPresence,
                account.showTyping,
                account.roleNames(),
                csrfToken);
    }
}
