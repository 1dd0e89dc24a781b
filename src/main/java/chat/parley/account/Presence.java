package chat.parley.account;

/** The accounts that are online and visible. Best effort: some seconds late, and no guarantee depends on it. */
public interface Presence {

    boolean online(long account);
}
