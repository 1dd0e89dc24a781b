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
public class AttachmentDao {

    /** Bytes in a piece: what each file on its way, in or out, takes of our memory. */
    public static final int CHUNK_BYTES = 128 * 1024;

    private static final String BEGIN =
            "insert into attachment (room_id, owner_id) values (?, ?) returning id as number";
    private static final String ADD =
            "insert into attachment_chunk (attachment_id, thumbnail, number, bytes) values (?, ?, ?, ?)";
    private static final String USED = "select coalesce(sum(size), 0) as number from attachment where owner_id = ?";
    /** Of several files that one person completes at once, each sees those before it. The first number only names the lock. */
    private static final String ONE_BY_ONE = "select pg_advisory_xact_lock(1885434470, ?::int)";

    private static final String COMPLETE = """
            update attachment set name = ?, type = ?, size = ?, width = ?, height = ?, thumbnail_type = ?, thumbnail_size = ?, complete = true
            where id = ?""";
    private static final String DROP = "delete from attachment where id = ? and seq is null";
    private static final String REMOVE = "delete from attachment where room_id = ? and seq = ?";
    private static final String PIECE =
            "select bytes from attachment_chunk where attachment_id = ? and thumbnail = ? and number = ?";
    private static final String SWEEP = """
            delete from attachment where id in (
              select id from attachment where seq is null and created_at < now() - ? * interval '1 second'
              order by created_at limit ? for update skip locked)""";

    private final Sql sql;

    AttachmentDao(Sql sql) {
        this.sql = sql;
    }

    /** A file that is on its way now. */
    long begin(long room, long owner) {
        return number(BEGIN, room, owner);
    }

    /** @param number 0, 1, 2 … for each piece; all but the last have {@link #CHUNK_BYTES} bytes */
    void add(long attachment, boolean thumbnail, int number, byte[] bytes, int length) {
        sql.update(ADD, attachment, thumbnail, number, new ByteArrayInputStream(bytes, 0, length));
    }

    /** The bytes of all files of that person. */
    long used(long owner) {
        return number(USED, owner);
    }

    /**
     * All of it has come.
     *
     * @return false when with it they would have more than {@code quota} bytes, in which case it is not completed
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean complete(long attachment, long owner, ReceivedFile received, long quota) {
        sql.list(ONE_BY_ONE, row -> true, owner & Integer.MAX_VALUE);
        return used(owner) + received.size() <= quota && complete(attachment, received);
    }

    /** Takes back what was begun, and all of its pieces. */
    void drop(long attachment) {
        sql.update(DROP, attachment);
    }

    /** The bytes from that place to the end of their piece; null when they are not there any more. */
    byte[] read(long attachment, boolean thumbnail, long from) {
        var piece = sql.first(PIECE, row -> row.getBytes("bytes"), attachment, thumbnail, from / CHUNK_BYTES)
                .orElse(null);
        var start = (int) (from % CHUNK_BYTES);
        return piece == null || start == 0 ? piece : Arrays.copyOfRange(piece, start, piece.length);
    }

    /** Deletes the files of a message, in the transaction of the caller. */
    void removeOf(long room, long seq) {
        sql.update(REMOVE, room, seq);
    }

    /** Deletes files that no message names and that have waited for longer than that; says how many. */
    int sweep(Duration age, int most) {
        return sql.update(SWEEP, age.toSeconds(), most);
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
