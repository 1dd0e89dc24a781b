package chat.parley.attachment;

/**
 * A file, avatar or byte range as a response body. {@link AttachmentWriter} sends it in pieces.
 *
 * @param viewer the account that requested it
 */
public record AttachmentBody(long viewer, ByteRange range, Pieces pieces) {

    /** Reads what is stored. */
    public interface Pieces {

        /**
         * Blocks for the database.
         *
         * @return some bytes from that place on, at least one and at most {@link AttachmentDao#CHUNK_BYTES}, also beyond the range; null when
         *         they are gone
         */
        byte[] read(long from);
    }
}
