package chat.parley.avatar;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.AttachmentDao;
import io.agroal.api.AgroalDataSource;

/** Reads and writes profile pictures, at most one per account. */
@ApplicationScoped
class AvatarDao {

    private static final String PUT = """
            insert into avatar (account_id, name, type, bytes) values (?, ?, ?, ?)
            on conflict (account_id) do update set name = excluded.name, type = excluded.type, bytes = excluded.bytes""";
    private static final String REMOVE = "delete from avatar where account_id = ?";
    private static final String FIND = "select type, length(bytes) from avatar where name = ?";
    private static final String READ = "select substring(bytes from ? for ?) from avatar where name = ?";

    /**
     * A picture, as it can be served.
     *
     * @param type its media type
     * @param size in bytes
     */
    record StoredPicture(String name, String type, int size) {}

    /** Something to do with a statement. */
    private interface Use<Result> {
        Result with(PreparedStatement statement) throws SQLException;
    }

    private final AgroalDataSource database;

    AvatarDao(AgroalDataSource database) {
        this.database = database;
    }

    /** Runs in the transaction of the caller, like {@link #remove}. */
    void put(long owner, String name, Avatar picture) {
        one(PUT, statement -> {
            statement.setLong(1, owner);
            statement.setString(2, name);
            statement.setString(3, picture.type());
            statement.setBytes(4, picture.bytes());
            return statement.executeUpdate();
        });
    }

    void remove(long owner) {
        one(REMOVE, statement -> {
            statement.setLong(1, owner);
            return statement.executeUpdate();
        });
    }

    Optional<StoredPicture> find(String name) {
        return one(FIND, statement -> {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredPicture(name, row.getString(1), row.getInt(2)))
                        : Optional.empty();
            }
        });
    }

    /** A piece from that place on; null when it is not there any more. */
    byte[] read(String name, long from) {
        return one(READ, statement -> {
            statement.setInt(1, (int) from + 1);
            statement.setInt(2, AttachmentDao.CHUNK);
            statement.setString(3, name);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        });
    }

    private <Result> Result one(String sql, Use<Result> use) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException("Reading or writing a profile picture failed", failed);
        }
    }
}
