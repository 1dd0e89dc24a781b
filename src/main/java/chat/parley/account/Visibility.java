package chat.parley.account;

/**
 * What others may see of an account.
 *
 * @param presence whether it is online
 * @param typing whether it is typing
 */
public record Visibility(boolean presence, boolean typing) {

    /** The default visibility. */
    public static final Visibility ALL = new Visibility(true, true);
}
