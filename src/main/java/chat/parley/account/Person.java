package chat.parley.account;

/** Someone, as others see them. */
public record Person(String username, String displayName, boolean online) {
}
