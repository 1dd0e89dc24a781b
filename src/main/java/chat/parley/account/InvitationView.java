package chat.parley.account;

import java.time.Instant;

/**
 * A link to sign up by, as administrators see it ever after.
 *
 * @param madeBy the administrator's username
 */
public record InvitationView(long id, String madeBy, Instant createdAt, Instant expiresAt) {}
