package chat.parley.account;

/**
 * An account, as other users see it.
 *
 * @param picture URL of the avatar; null if there is none
 */
public record Person(String username, String displayName, String picture, boolean online) {}
