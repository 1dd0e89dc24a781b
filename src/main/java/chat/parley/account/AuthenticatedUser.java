package chat.parley.account;

import chat.parley.i18n.Language;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who is signed in, as the request's identity carries it.
 *
 * @param account the account's id
 * @param picture where their picture is; null where they have none
 * @param language in which they want to be spoken to
 * @param session the session's id, by which it can be ended
 * @param program whether it is a program that acts for them, by a token of theirs
 * @param csrf what a program with this cookie shows to prove that it means what it sends
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

    /** Null for an identity that nobody has proved. */
    public static AuthenticatedUser of(SecurityIdentity identity) {
        return identity.getAttribute(ATTRIBUTE);
    }

    static AuthenticatedUser by(Session session, Token token) {
        var account = session.account;
        return new AuthenticatedUser(
                account.id,
                account.username,
                account.displayName,
                AvatarPath.of(account.picture),
                account.language,
                session.id,
                session.program(),
                token.csrf());
    }
}
