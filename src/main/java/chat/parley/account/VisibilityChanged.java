package chat.parley.account;

/** An account changed its {@link Visibility}. Fired after the commit. */
public record VisibilityChanged(long account, Visibility now) {}
