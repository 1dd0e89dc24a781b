package chat.parley.backplane;

/**
 * The subject of a message. A process receives the messages of the topics that it subscribes to, and all messages that
 * concern everyone.
 *
 * @param scope what the id names
 * @param id the id of the room or account; 0 for everyone
 */
public record Topic(Scope scope, long id) {

    /** What the id of a topic names. */
    enum Scope {
        EVERYONE,
        ROOM,
        ACCOUNT
    }

    /** The topic that every process is subscribed to. */
    public static final Topic EVERYONE = new Topic(Scope.EVERYONE, 0);

    /** The topic of a room, for the processes with subscribers of the room. */
    public static Topic room(long id) {
        return new Topic(Scope.ROOM, id);
    }

    /** The topic of an account, for the processes with sockets of the account. */
    public static Topic account(long id) {
        return new Topic(Scope.ACCOUNT, id);
    }
}
