package chat.parley.account;

/** The accounts that are online and visible. Best effort: some seconds late, and no guarantee depends on it. */
public interface Presence {

    /** Whether the account is online and shows it. Reads memory only. */
    boolean online(long account);
}
