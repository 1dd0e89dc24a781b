package chat.parley.account;

/** A session is over, by sign-out or otherwise: whatever is open on its behalf must close. Told after the commit. */
public record SessionEnded(long account, long session) {}
