package chat.parley.auth.signup;

import java.time.Instant;

/**
 * A sign-up invitation without its token, as administrators see it in the list.
 *
 * @param madeBy the username of the administrator
 */
public record InvitationView(long id, String madeBy, Instant createdAt, Instant expiresAt) {}
