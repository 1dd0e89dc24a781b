package chat.parley.attachment;

/**
 * A file, avatar or byte range as a response body. {@link AttachmentWriter} sends it in pieces.
 *
 * @param viewer the account that requested it
 */
public record AttachmentBody(long viewer, ByteRange range, Pieces pieces) {

    /** Reads stored bytes. */
    public interface Pieces {

        /**
         * Reads from the database, and blocks.
         *
         * @param from the index of the first byte
         * @return 1 to {@link AttachmentDao#CHUNK_BYTES} bytes from this index on, possibly beyond the range; null if
         *        they were deleted
         */
        byte[] read(long from);
    }
}
