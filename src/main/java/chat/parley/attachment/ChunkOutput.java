package chat.parley.attachment;

import java.io.OutputStream;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Writes a file to the database in chunks. {@link #close} writes the last one. */
final class ChunkOutput extends OutputStream {

    private final AttachmentDao table;
    private final long attachment;
    private final boolean thumbnail;
    private final long most;
    private final byte[] piece = new byte[AttachmentDao.CHUNK_BYTES];
    private int filled;
    private int written;

    /** @param most bytes that it may become */
    ChunkOutput(AttachmentDao table, long attachment, boolean thumbnail, long most) {
        this.table = table;
        this.attachment = attachment;
        this.thumbnail = thumbnail;
        this.most = most;
    }

    /** The bytes that have come so far. */
    long size() {
        return (long) written * piece.length + filled;
    }

    @Override
    public void write(int one) {
        makeRoom();
        piece[filled++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int at, int length) {
        for (var done = 0; done < length; ) {
            makeRoom();
            var part = Math.min(length - done, piece.length - filled);
            System.arraycopy(bytes, at + done, piece, filled, part);
            filled += part;
            done += part;
        }
    }

    /** @throws ApiException with 413 when it has become more than it may */
    @Override
    public void close() {
        refuseTooMuch();
        if (filled > 0) {
            table.add(attachment, thumbnail, written, piece, filled);
        }
    }

    private void makeRoom() {
        if (filled == piece.length) {
            refuseTooMuch();
            table.add(attachment, thumbnail, written++, piece, filled);
            filled = 0;
        }
    }

    private void refuseTooMuch() {
        if (size() > most) {
            throw ApiException.tooLarge(ProblemMessages::fileTooLarge);
        }
    }
}
