package chat.parley.account;

/**
 * What someone lets others see of them.
 *
 * @param presence whether they are here
 * @param typing whether they are writing
 */
public record Visibility(boolean presence, boolean typing) {

    /** What others see of someone who has not chosen. */
    public static final Visibility ALL = new Visibility(true, true);
}
