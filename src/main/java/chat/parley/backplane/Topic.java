package chat.parley.backplane;

/**
 * What news are about, and so who hears them: a process hears of a topic from when it follows it until it leaves it. What is
 * about everyone every process hears.
 *
 * @param id the room's or the account's; 0 for everyone
 */
public record Topic(About about, long id) {

    public enum About {
        EVERYONE,
        ROOM,
        ACCOUNT
    }

    public static final Topic EVERYONE = new Topic(About.EVERYONE, 0);

    public static Topic room(long id) {
        return new Topic(About.ROOM, id);
    }

    public static Topic account(long id) {
        return new Topic(About.ACCOUNT, id);
    }
}
