package chat.parley.attachment;

import java.io.OutputStream;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Writes a file to the database in chunks. {@link #close} writes the last one. */
final class ChunkOutput extends OutputStream {

    private final AttachmentDao table;
    private final long attachment;
    private final boolean thumbnail;
    private final long maxBytes;
    private final byte[] chunk = new byte[AttachmentDao.CHUNK_BYTES];
    private int filled;
    private int writtenChunks;

    /** @param maxBytes the largest size of the file */
    ChunkOutput(AttachmentDao table, long attachment, boolean thumbnail, long maxBytes) {
        this.table = table;
        this.attachment = attachment;
        this.thumbnail = thumbnail;
        this.maxBytes = maxBytes;
    }

    /** The number of bytes written so far. */
    long size() {
        return (long) writtenChunks * chunk.length + filled;
    }

    @Override
    public void write(int value) {
        flushIfFull();
        chunk[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (var done = 0; done < length; ) {
            flushIfFull();
            var part = Math.min(length - done, chunk.length - filled);
            System.arraycopy(bytes, offset + done, chunk, filled, part);
            filled += part;
            done += part;
        }
    }

    /**
     * Writes the last chunk.
     *
     * @throws ApiException with 413 if the file is too large
     */
    @Override
    public void close() {
        checkSize();
        if (filled > 0) {
            table.add(attachment, thumbnail, writtenChunks, chunk, filled);
        }
    }

    private void flushIfFull() {
        if (filled == chunk.length) {
            checkSize();
            table.add(attachment, thumbnail, writtenChunks++, chunk, filled);
            filled = 0;
        }
    }

    private void checkSize() {
        if (size() > maxBytes) {
            throw ApiException.tooLarge(ProblemMessages::fileTooLarge);
        }
    }
}
