package chat.parley.message;

/** The result of storing a draft. */
sealed interface AppendResult {

    /**
     * The message is stored and on disk.
     *
     * @param author the id of the account
     * @param joined whether the author joined the room by posting
     */
    record Stored(MessageView message, long author, boolean joined) implements AppendResult {}

    /** The author had sent the message before; it is stored at this place. */
    record Duplicate(long seq) implements AppendResult {}

    /** The message is not stored, and the reason. */
    enum Rejected implements AppendResult {
        /** The room does not exist, or the author may not see it. */
        ROOM_NOT_FOUND,
        /** The room is archived. */
        ARCHIVED,
        /** {@code replyTo} is not a message of the room. */
        REPLY_NOT_FOUND,
        /** A file does not exist or cannot be used by the author in this room. */
        ATTACHMENT_NOT_FOUND
    }
}
