package chat.parley.attachment;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.database.Sql;

/**
 * Stores files, with one transaction for each piece, so that a slow upload holds no connection. Incomplete files are
 * invisible and are deleted after their uploader is gone.
 */
@ApplicationScoped
class AttachmentDao {

    /** Bytes of one chunk. Each transfer keeps one chunk in memory. */
    public static final int CHUNK_BYTES = 128 * 1024;

    private static final String BEGIN =
            "insert into attachment (room_id, owner_id) values (?, ?) returning id as number";
    private static final String ADD =
            "insert into attachment_chunk (attachment_id, thumbnail, number, bytes) values (?, ?, ?, ?)";
    private static final String USED = "select coalesce(sum(size), 0) as number from attachment where owner_id = ?";
    /**
     * Serializes the completion of files of one owner, so that the quota is exact. The first number identifies this
     * kind of lock.
     */
    private static final String LOCK_OWNER = "select pg_advisory_xact_lock(1885434470, ?::int)";

    private static final String COMPLETE = """
            update attachment set name = ?, type = ?, size = ?, width = ?, height = ?, thumbnail_type = ?, thumbnail_size = ?, complete = true
            where id = ?""";
    private static final String DELETE_UNUSED = "delete from attachment where id = ? and seq is null";
    private static final String DELETE_OF_MESSAGE = "delete from attachment where room_id = ? and seq = ?";
    private static final String READ =
            "select bytes from attachment_chunk where attachment_id = ? and thumbnail = ? and number = ?";
    private static final String DELETE_EXPIRED = """
            delete from attachment where id in (
              select id from attachment where seq is null and created_at < now() - ? * interval '1 second'
              order by created_at limit ? for update skip locked)""";

    private final Sql sql;

    AttachmentDao(Sql sql) {
        this.sql = sql;
    }

    /**
     * Creates an incomplete file.
     *
     * @return its id
     */
    long begin(long room, long owner) {
        return number(BEGIN, room, owner);
    }

    /**
     * Stores one chunk.
     *
     * @param number 0, 1, 2 …; all chunks but the last have {@link #CHUNK_BYTES} bytes
     * @param length the number of bytes to store
     */
    void add(long attachment, boolean thumbnail, int number, byte[] bytes, int length) {
        sql.update(ADD, attachment, thumbnail, number, new ByteArrayInputStream(bytes, 0, length));
    }

    /** The size of all complete files of an owner, in bytes. */
    long used(long owner) {
        return number(USED, owner);
    }

    /**
     * Completes a file.
     *
     * @param quota bytes that the owner may have
     * @return false if the file would exceed the quota; it then stays incomplete
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean complete(long attachment, long owner, ReceivedFile received, long quota) {
        sql.list(LOCK_OWNER, row -> true, owner & Integer.MAX_VALUE);
        return used(owner) + received.size() <= quota && complete(attachment, received);
    }

    /** Deletes a file that belongs to no message, with its chunks. */
    void deleteUnused(long attachment) {
        sql.update(DELETE_UNUSED, attachment);
    }

    /**
     * Reads the bytes from an index to the end of its chunk.
     *
     * @return null if the file was deleted
     */
    byte[] read(long attachment, boolean thumbnail, long from) {
        var chunk = sql.first(READ, row -> row.getBytes("bytes"), attachment, thumbnail, from / CHUNK_BYTES)
                .orElse(null);
        var start = (int) (from % CHUNK_BYTES);
        return chunk == null || start == 0 ? chunk : Arrays.copyOfRange(chunk, start, chunk.length);
    }

    /** Deletes the files of a message, in the transaction of the caller. */
    void removeOf(long room, long seq) {
        sql.update(DELETE_OF_MESSAGE, room, seq);
    }

    /**
     * Deletes files that belong to no message and are older than {@code age}.
     *
     * @param limit the largest number to delete
     * @return the number of deleted files
     */
    int deleteExpired(Duration age, int limit) {
        return sql.update(DELETE_EXPIRED, age.toSeconds(), limit);
    }

    private boolean complete(long attachment, ReceivedFile received) {
        return sql.update(
                        COMPLETE,
                        received.name(),
                        received.contents().type().mediaType(),
                        received.size(),
                        received.contents().width(),
                        received.contents().height(),
                        received.thumbnailType(),
                        received.thumbnailSize(),
                        attachment)
                == 1;
    }

    private long number(String query, Object... parameters) {
        return sql.first(query, row -> row.getLong("number"), parameters).orElseThrow();
    }
}
