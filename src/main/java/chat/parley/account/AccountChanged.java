package chat.parley.account;

/** Someone has another name or address, or may do other things. Told after the commit. */
public record AccountChanged(long account) {}
