package chat.parley.auth;

/** A session ended, by sign-out or revocation. Observers close what belongs to it. Fired after the commit. */
public record SessionEnded(long account, long session) {}
