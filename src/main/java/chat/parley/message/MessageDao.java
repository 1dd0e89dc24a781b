package chat.parley.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.AvatarPath;
import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.markdown.Markdown;

/**
 * Reads messages with their authors. It uses SQL because no other rows are read as often: Hibernate took nearly half of the
 * processor time of a search. Lists are passed row by row to a consumer, which returns false when it needs no more: rows are
 * fetched in groups, so the rest is not loaded. Runs in the transaction of the caller.
 */
@ApplicationScoped
class MessageDao {

    /** One page of the default size and one more row. At most 2 MB, for the largest messages. */
    private static final int FETCH_SIZE_ROWS = 26;

    /**
     * Most messages have neither reactions nor files, and then no query for these is needed. A scalar subquery reads one
     * entry of an index for each message; with {@code exists}, a plan may read the whole table instead.
     */
    private static final String COLUMNS = """
            select m.room_id, m.seq, m.version, m.author_id, a.username, a.display_name, a.avatar, a.ambiguous_name,
              m.client_id, m.body, case when m.html_version >= %d then m.html end as html, m.reply_to, m.created_at,
              m.edited_at, m.deleted, m.mentions, m.pinned_at,
              (select true from reaction r where r.room_id = m.room_id and r.seq = m.seq limit 1) as has_reactions,
              (select true from attachment f where f.room_id = m.room_id and f.seq = m.seq limit 1) as has_attachments
            """.formatted(Markdown.RENDERER_VERSION);

    private static final String MESSAGES = COLUMNS + "from message m join account a on a.id = m.author_id ";
    private static final String IN_ROOM = MESSAGES + "where m.room_id = ? and ";
    private static final String ONE = IN_ROOM + "m.seq = ?";
    private static final String ASCENDING = IN_ROOM + "m.seq between ? and ? order by m.seq";
    private static final String DESCENDING = ASCENDING + " desc";
    private static final String CHANGED = IN_ROOM + "m.version > ? order by m.version limit ?";
    private static final String PINNED = IN_ROOM + """
            m.pinned_at is not null and (m.pinned_at < ? or m.pinned_at = ? and m.seq < ?)
            order by m.pinned_at desc, m.seq desc""";
    private static final String LISTED = COLUMNS + """
            from unnest(?::bigint[], ?::bigint[]) with ordinality as listed (room, seq, turn)
            join message m on m.room_id = listed.room and m.seq = listed.seq join account a on a.id = m.author_id
            order by listed.turn""";
    private static final String FIRST_SINCE = """
            with recursive search (low, high) as (
              select 1::bigint, r.seq + 1 from room r where r.id = ?
              union all
              select case when earlier then middle + 1 else low end, case when earlier then high else middle end
              from (select low, high, (low + high) / 2 as middle, (
                  select m.created_at < ? from message m where m.room_id = ? and m.seq = (low + high) / 2) as earlier
                from search where low < high) halved)
            select low from search where low >= high""";

    private final Sql sql;

    MessageDao(Sql sql) {
        this.sql = sql;
    }

    Optional<Message> find(long room, long seq) {
        return sql.first(ONE, MessageDao::message, room, seq);
    }

    /** The messages from place {@code first} to place {@code last}, both included, in order. */
    void readAscending(long room, long first, long last, Predicate<Message> consumer) {
        read(ASCENDING, consumer, room, first, last);
    }

    /** Like {@link #readAscending}, in descending order. */
    void readDescending(long room, long first, long last, Predicate<Message> consumer) {
        read(DESCENDING, consumer, room, first, last);
    }

    /** The messages that changed after {@code version}, in the order of their latest change. */
    void readChanged(long room, long version, int maxMessages, Predicate<Message> consumer) {
        read(CHANGED, consumer, room, version, maxMessages);
    }

    /**
     * The messages pinned before a time, latest first.
     *
     * @param seq of the messages pinned exactly at that time, only those with a smaller place are read
     */
    void readPinned(long room, Instant before, long seq, Predicate<Message> consumer) {
        read(PINNED, consumer, room, before, before, seq);
    }

    /** These messages, in the same order. Those that do not exist are left out. */
    void readListed(List<MessageId> ids, Predicate<Message> consumer) {
        read(
                LISTED,
                consumer,
                SqlArray.bigint(ids.stream().map(MessageId::room).toList()),
                SqlArray.bigint(ids.stream().map(MessageId::seq).toList()));
    }

    int countPinned(long room) {
        return sql.first(
                        "select count(*) from message where room_id = ? and pinned_at is not null",
                        row -> row.getInt("count"),
                        room)
                .orElseThrow();
    }

    /**
     * The place of the first message that was posted at that time or later; the place after the last message if there
     * is none. This is a binary search by the primary key, because the times increase with the places, so it needs no
     * index. If the clock was ever set back, it finds one of several possible places.
     */
    long firstSince(long room, Instant time) {
        return sql.first(FIRST_SINCE, row -> row.getLong("low"), room, time, room)
                .orElseThrow();
    }

    private void read(String query, Predicate<Message> consumer, Object... parameters) {
        sql.read(query, FETCH_SIZE_ROWS, MessageDao::message, consumer, parameters);
    }

    private static Message message(Row row) {
        return new Message(
                new MessageId(row.getLong("room_id"), row.getLong("seq")),
                row.getLong("version"),
                row.getLong("author_id"),
                new MessageView.Author(
                        row.getString("username"),
                        row.getString("display_name"),
                        AvatarPath.of(row.getString("avatar")),
                        row.getBoolean("ambiguous_name")),
                row.getString("client_id"),
                row.getString("body"),
                row.getString("html"),
                row.getLongOrNull("reply_to"),
                row.getInstant("created_at"),
                row.getInstant("edited_at"),
                row.getBoolean("deleted"),
                row.getStrings("mentions"),
                row.getInstant("pinned_at"),
                row.getBoolean("has_reactions"),
                row.getBoolean("has_attachments"));
    }
}
