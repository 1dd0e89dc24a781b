package chat.parley.backplane;

/**
 * The subject of a message. A process receives the messages of the topics that it subscribes to, and all messages that
 * concern everyone.
 *
 * @param id the id of the room or account; 0 for everyone
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
