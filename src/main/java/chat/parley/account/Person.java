package chat.parley.account;

/**
 * Someone, as others see them.
 *
 * @param picture where their picture is; null where they have none
 */
public record Person(String username, String displayName, String picture, boolean online) {}
