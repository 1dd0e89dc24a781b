package chat.parley.account;

/** Someone has chosen what others see of them. Told after the commit. */
public record VisibilityChanged(long account, Visibility now) {}
