package chat.parley.account;

/** The name, address or roles of an account changed. Fired after the commit. */
public record AccountChanged(long account) {}
