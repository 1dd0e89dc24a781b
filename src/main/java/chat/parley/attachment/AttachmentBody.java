package chat.parley.attachment;

/**
 * A file, avatar or byte range as a response body. {@link AttachmentWriter} sends it in pieces.
 *
 * @param viewer the account that requested it
 */
public record AttachmentBody(long viewer, ByteRange range, Pieces pieces) {

    /** The largest number of bytes that are read at a time. Each transfer keeps as many in memory. */
    public static final int MAX_PIECE_BYTES = AttachmentDao.CHUNK_BYTES;

    /** Reads stored bytes. */
    public interface Pieces {

        /**
         * Reads from the database, and blocks.
         *
         * @param from the index of the first byte
         * @return 1 to {@link AttachmentBody#MAX_PIECE_BYTES} bytes from this index on, possibly beyond the range; null if
         *        they were deleted
         */
        byte[] read(long from);
    }

    /**
     * A whole file.
     *
     * @param size in bytes
     */
    public static AttachmentBody whole(long viewer, long size, Pieces pieces) {
        return new AttachmentBody(viewer, ByteRange.all(size), pieces);
    }
}
