package chat.parley.avatar;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.AttachmentBody;
import chat.parley.attachment.SmallPicture;
import chat.parley.database.Sql;

/** Reads and writes profile pictures, at most one per account. */
@ApplicationScoped
class AvatarDao {

    private static final String PUT = """
            insert into avatar (account_id, name, type, bytes) values (?, ?, ?, ?)
            on conflict (account_id) do update set name = excluded.name, type = excluded.type, bytes = excluded.bytes""";
    private static final String REMOVE = "delete from avatar where account_id = ?";
    private static final String FIND = "select type, length(bytes) as size from avatar where name = ?";
    private static final String READ = "select substring(bytes from ? for ?) as piece from avatar where name = ?";

    /**
     * A picture, as it can be served.
     *
     * @param type its media type
     * @param size in bytes
     */
    record StoredPicture(String name, String type, int size) {}

    private final Sql sql;

    AvatarDao(Sql sql) {
        this.sql = sql;
    }

    /** Stores or replaces a picture, in the transaction of the caller. */
    void put(long owner, String name, SmallPicture picture) {
        sql.update(PUT, owner, name, picture.mediaType(), picture.bytes());
    }

    /** Deletes a picture, in the transaction of the caller. */
    void remove(long owner) {
        sql.update(REMOVE, owner);
    }

    Optional<StoredPicture> find(String name) {
        return sql.first(FIND, row -> new StoredPicture(name, row.getString("type"), row.getInt("size")), name);
    }

    /** Reads up to {@link AttachmentBody#MAX_PIECE_BYTES} from an index on; null if the picture was deleted. */
    byte[] read(String name, long from) {
        return sql.first(READ, row -> row.getBytes("piece"), (int) from + 1, AttachmentBody.MAX_PIECE_BYTES, name)
                .orElse(null);
    }
}
