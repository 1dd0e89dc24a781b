package chat.parley.auth;

import chat.parley.account.AvatarPath;
import chat.parley.i18n.Language;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * The signed-in account, as the security identity of a request.
 *
 * @param account the id of the account
 * @param picture URL of the avatar; null if there is none
 * @param language the language that the account chose
 * @param session the id of the session, to revoke it
 * @param program whether the request comes from a program with an access token
 * @param csrf the CSRF token that a program with this cookie must send
 */
public record AuthenticatedUser(
        long account,
        String username,
        String displayName,
        String picture,
        Language language,
        long session,
        boolean program,
        String csrf) {

    static final String ATTRIBUTE = "parley.signed-in";

    /** The user of an identity; null if it is anonymous. */
    public static AuthenticatedUser of(SecurityIdentity identity) {
        return identity.getAttribute(ATTRIBUTE);
    }

    static AuthenticatedUser of(Session session, Token token) {
        var account = session.account;
        return new AuthenticatedUser(
                account.id,
                account.username,
                account.displayName,
                AvatarPath.of(account.avatar),
                account.language,
                session.id,
                session.isAccessToken(),
                token.csrf());
    }
}
