package chat.parley.account;

/** Who is connected right now and lets others see it. Best effort: late by seconds, and no promise hangs on it. */
public interface Presence {

    boolean online(long account);
}
