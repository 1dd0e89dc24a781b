package chat.parley.attachment;

import java.io.ByteArrayInputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Stores files, with one transaction for each piece, so that a slow upload holds no connection. Incomplete files are
 * invisible and are deleted after their uploader is gone.
 */
@ApplicationScoped
public class AttachmentDao {

    /** Bytes in a piece: what each file on its way, in or out, takes of our memory. */
    public static final int CHUNK = 128 * 1024;

    private static final String BEGIN = "insert into attachment (room_id, owner_id) values (?, ?) returning id";
    private static final String ADD =
            "insert into attachment_chunk (attachment_id, thumbnail, number, bytes) values (?, ?, ?, ?)";
    private static final String USED = "select coalesce(sum(size), 0) from attachment where owner_id = ?";
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

    /** Something to do with a statement. */
    private interface Use<Result> {
        Result with(PreparedStatement statement) throws SQLException;
    }

    private final AgroalDataSource database;

    AttachmentDao(AgroalDataSource database) {
        this.database = database;
    }

    /** A file that is on its way now. */
    long begin(long room, long owner) {
        return one(BEGIN, statement -> {
            statement.setLong(1, room);
            statement.setLong(2, owner);
            return number(statement);
        });
    }

    /** @param number 0, 1, 2 … for each piece; all but the last have {@link #CHUNK} bytes */
    void add(long attachment, boolean thumbnail, int number, byte[] bytes, int length) {
        one(ADD, statement -> {
            statement.setLong(1, attachment);
            statement.setBoolean(2, thumbnail);
            statement.setInt(3, number);
            statement.setBinaryStream(4, new ByteArrayInputStream(bytes, 0, length), length);
            return statement.executeUpdate();
        });
    }

    /** The bytes of all files of that person. */
    long used(long owner) {
        return one(USED, statement -> {
            statement.setLong(1, owner);
            return number(statement);
        });
    }

    /**
     * All of it has come.
     *
     * @return false when with it they would have more than {@code quota} bytes, in which case it is not completed
     */
    boolean complete(long attachment, long owner, ReceivedFile received, long quota) {
        return QuarkusTransaction.requiringNew().call(() -> {
            one(ONE_BY_ONE, statement -> {
                statement.setLong(1, owner & Integer.MAX_VALUE);
                return statement.execute();
            });
            return used(owner) + received.size() <= quota && complete(attachment, received);
        });
    }

    /** Takes back what was begun, and all of its pieces. */
    void drop(long attachment) {
        one(DROP, statement -> {
            statement.setLong(1, attachment);
            return statement.executeUpdate();
        });
    }

    /** The bytes from that place to the end of their piece; null when they are not there any more. */
    byte[] read(long attachment, boolean thumbnail, long from) {
        var piece = piece(attachment, thumbnail, from / CHUNK);
        var start = (int) (from % CHUNK);
        return piece == null || start == 0 ? piece : Arrays.copyOfRange(piece, start, piece.length);
    }

    private byte[] piece(long attachment, boolean thumbnail, long number) {
        return one(PIECE, statement -> {
            statement.setLong(1, attachment);
            statement.setBoolean(2, thumbnail);
            statement.setLong(3, number);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        });
    }

    /** Deletes the files of a message, in the transaction of the caller. */
    void removeOf(long room, long seq) {
        one(REMOVE, statement -> {
            statement.setLong(1, room);
            statement.setLong(2, seq);
            return statement.executeUpdate();
        });
    }

    /** Deletes files that no message names and that have waited for longer than that; says how many. */
    int sweep(Duration age, int most) {
        return one(SWEEP, statement -> {
            statement.setLong(1, age.toSeconds());
            statement.setInt(2, most);
            return statement.executeUpdate();
        });
    }

    private boolean complete(long attachment, ReceivedFile received) {
        return one(COMPLETE, statement -> {
            statement.setString(1, received.name());
            statement.setString(2, received.contents().type().mediaType());
            statement.setLong(3, received.size());
            statement.setObject(4, received.contents().width(), Types.INTEGER);
            statement.setObject(5, received.contents().height(), Types.INTEGER);
            statement.setString(6, received.thumbnailType());
            statement.setObject(7, received.thumbnailSize(), Types.INTEGER);
            statement.setLong(8, attachment);
            return statement.executeUpdate() == 1;
        });
    }

    private <Result> Result one(String sql, Use<Result> use) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException("Reading or writing a file failed", failed);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
