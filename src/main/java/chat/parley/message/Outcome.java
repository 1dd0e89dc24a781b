package chat.parley.message;

/** The result of storing a draft. */
sealed interface Outcome {

    /**
     * It is in the log, and on disk.
     *
     * @param author the account's id
     * @param joined whether the author came into the room with it
     */
    record Stored(MessageView message, long author, boolean joined) implements Outcome {}

    /** The author had sent it before: it is the message at this place. */
    record SentBefore(long seq) implements Outcome {}

    /** It is not in the log, and why. */
    enum Refused implements Outcome {
        /** There is no such room, or none for this author. */
        HIDDEN,
        /** The room takes no more messages. */
        ARCHIVED,
        /** It answers a message that is not there. */
        ANSWERS_NOTHING,
        /** It names a file that is not there, or not for it to name. */
        NAMES_NO_FILE
    }
}
