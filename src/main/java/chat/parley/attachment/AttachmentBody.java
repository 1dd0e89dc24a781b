package chat.parley.attachment;

/**
 * A file, a picture, or a part of one, that is to be sent: {@link AttachmentWriter} sends it, a piece at a time.
 *
 * @param viewer the account that asks for it
 */
public record AttachmentBody(long viewer, ByteRange range, Pieces pieces) {

    /** Reads what is stored. */
    public interface Pieces {

        /**
         * Blocks for the database.
         *
         * @return some bytes from that place on, at least one and at most {@link AttachmentDao#CHUNK}, also beyond the range; null when
         *         they are gone
         */
        byte[] read(long from);
    }
}
