package chat.parley.room;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.http.KeysetPage;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * The rooms of a user, always with one query. Unread counts are differences of counters; mentions have an index. It
 * uses SQL because nothing is read more often; inside a transaction it reads within that.
 */
@ApplicationScoped
public class RoomList {

    /**
     * Own and deleted messages are not unread. The number of own ones is the difference of two of their places, however
     * many there are; deleted ones are counted.
     */
    private static final String UNREAD = """
            r.seq - m.last_read - (coalesce((
                select own.author_seq from message own where own.room_id = r.id and own.author_id = m.account_id
                order by own.seq desc limit 1), 0) - coalesce((
                select own.author_seq from message own
                where own.room_id = r.id and own.author_id = m.account_id and own.seq <= m.last_read
                order by own.seq desc limit 1), 0)) - (
                select count(*) from message gone
                where gone.room_id = r.id and gone.deleted and gone.author_id <> m.account_id and gone.seq > m.last_read)""";
    /** Of the latest 200, however many other messages are unread. */
    private static final String MENTIONED_AT = """
            array(
                select seq from (
                  select distinct calling.seq from mention calling
                  where calling.username in (viewer.username, 'room') and calling.room_id = r.id and calling.seq > m.last_read
                    and calling.author_id <> viewer.id
                  order by calling.seq desc limit 200) calling
                order by seq)""";

    private static final String VIEW = """
            select viewer.id as viewer, viewer.language, viewer.admin, r.id, r.name, r.topic, r.kind, r.seq, r.version, r.created_at, r.active_at, r.archived_at is not null as archived,
              m.role, coalesce(m.last_read, 0) as last_read, lower(r.name) as sorted_by,
              r.name = '' as unnamed, other.username as other,
              coalesce(several.names, array_remove(array[other.display_name], null)) as member_names, coalesce(several.more, 0) as more_members,
              case when m.room_id is not null then coalesce(m.notification_level, case when r.name = '' then 'all' else 'mentions' end) end as notify,
              %s as members,
              case when m.room_id is null then 0 else
            """ + UNREAD + """
             end as unread,
            """ + MENTIONED_AT + """
             as mentioned_at
            from (select id, username, language, 'admin' = any(string_to_array(roles, ',')) as admin from account where id = %s) viewer cross join room r
            left join membership m on m.room_id = r.id and m.account_id = viewer.id
            left join lateral (
              select a.username, a.display_name from membership o join account a on a.id = o.account_id
              where r.kind = 'direct' and o.room_id = r.id
              order by o.account_id = viewer.id limit 1) other on true
            left join lateral (
              select coalesce(array_agg(display_name order by place) filter (where place <= 3), '{}') as names,
                greatest(count(*) - 3, 0) as more
              from (
                select a.display_name, row_number() over (order by o.joined_at, o.account_id) as place
                from membership o join account a on a.id = o.account_id
                where r.name = '' and r.kind = 'private' and o.room_id = r.id and o.account_id <> viewer.id) others
              ) several on r.name = '' and r.kind = 'private'
            """;

    /**
     * Without the number of members. Rooms may have thousands, so they are counted only where the number is shown.
     */
    private static final String WITHOUT_MEMBER_COUNT = VIEW.formatted("null::bigint", "?");

    private static final String WITH_MEMBER_COUNT =
            VIEW.formatted("(select count(*) from membership c where c.room_id = r.id)", "?");
    private static final String NAME_CONTAINS =
            "strpos(lower(coalesce(other.display_name, array_to_string(several.names, ', '), r.name)), ?) > 0";

    private static final String MINE =
            WITHOUT_MEMBER_COUNT + "where m.room_id is not null and r.archived_at is null and " + NAME_CONTAINS + """
              and (r.active_at, r.id) < (?, ?)
            order by r.active_at desc, r.id desc limit ?""";

    private static final String WHERE_VISIBLE = "where (r.kind = 'public' or m.room_id is not null)";
    private static final String WHERE_VISIBLE_WITH_ID = WHERE_VISIBLE + " and r.id = ?";
    private static final String ONE_FOR_SEVERAL_VIEWERS =
            VIEW.formatted("null::bigint", "any(?)") + WHERE_VISIBLE_WITH_ID;

    private static final String BY_NAME = " and " + NAME_CONTAINS + """
              and (lower(r.name), r.id) > (?, ?)
            order by lower(r.name), r.id limit ?""";
    private static final String VISIBLE = WITH_MEMBER_COUNT + WHERE_VISIBLE + " and r.archived_at is null" + BY_NAME;
    private static final String ARCHIVED =
            WITH_MEMBER_COUNT + "where m.room_id is not null and r.archived_at is not null" + BY_NAME;
    private static final String JOINABLE =
            WITHOUT_MEMBER_COUNT + "where r.kind = 'public' and m.room_id is null and r.archived_at is null" + BY_NAME;

    private static final String POSITIONS =
            "select r.id, r.seq, r.version, m.last_read, " + UNREAD + " as unread, " + MENTIONED_AT + """
             as mentioned_at
            from account viewer join membership m on m.account_id = viewer.id join room r on r.id = m.room_id
            where viewer.id = ? and r.archived_at is null
            order by r.active_at desc, r.id desc""";
    /** Rows that the driver keeps in memory. An account may have thousands of rooms. */
    private static final int FETCH_SIZE_ROWS = 500;

    /** A row of the list with what it is sorted by. */
    private record ListedRoom(RoomView view, Instant activeAt, String sortedBy) {}

    private final Sql sql;

    RoomList(Sql sql) {
        this.sql = sql;
    }

    /**
     * All rooms that the viewer may see, except archived ones, by name.
     *
     * @param containing a part of the name, case-insensitive; empty for all
     * @param after {@code next} of the previous page; empty for the first page
     * @throws ApiException with 400 if {@code after} is invalid
     */
    KeysetPage<RoomView> listVisible(long viewer, String containing, String after, int limit) {
        return listVisible(viewer, containing, after, limit, VISIBLE);
    }

    /** The archived rooms of the viewer, by name. Parameters and errors as for {@link #listVisible}. */
    KeysetPage<RoomView> listArchived(long viewer, String containing, String after, int limit) {
        return listVisible(viewer, containing, after, limit, ARCHIVED);
    }

    /** The public rooms that the viewer has not joined, by name. Parameters and errors as for {@link #listVisible}. */
    public KeysetPage<RoomView> listJoinable(long viewer, String after, int limit) {
        return listVisible(viewer, "", after, limit, JOINABLE);
    }

    /** The rooms of the viewer, latest activity first. Parameters and errors as for {@link #listVisible}. */
    public KeysetPage<RoomView> listJoined(long viewer, String containing, String after, int limit) {
        var from = after.isEmpty()
                ? new ActivityCursor(Instant.now().plus(1, ChronoUnit.DAYS), Long.MAX_VALUE)
                : ActivityCursor.parse(after);
        var rows = rows(MINE, viewer, containing.toLowerCase(Locale.ROOT), from.activeAt(), from.id(), limit + 1);
        return page(
                rows,
                limit,
                row -> new ActivityCursor(row.activeAt(), row.view().id()).text());
    }

    /** The positions of all rooms of the viewer, latest activity first. Requires a transaction. */
    public List<RoomPosition> findPositions(long viewer) {
        return sql.list(POSITIONS, FETCH_SIZE_ROWS, RoomList::position, viewer);
    }

    /** One room; empty if the viewer may not see it. */
    public Optional<RoomView> find(long viewer, long room) {
        return rows(WITHOUT_MEMBER_COUNT + WHERE_VISIBLE_WITH_ID, viewer, room).stream()
                .map(ListedRoom::view)
                .findFirst();
    }

    /** One room with its number of members; empty if the viewer may not see it. */
    public Optional<RoomView> findWithMemberCount(long viewer, long room) {
        return rows(WITH_MEMBER_COUNT + WHERE_VISIBLE_WITH_ID, viewer, room).stream()
                .map(ListedRoom::view)
                .findFirst();
    }

    /**
     * One room, as each of several viewers sees it, by account id, with one query. Viewers who may not see it are
     * missing. The map is mutable and belongs to the caller.
     */
    public Map<Long, RoomView> findViews(Collection<Long> viewers, long room) {
        var views = new HashMap<Long, RoomView>();
        sql.list(
                        ONE_FOR_SEVERAL_VIEWERS,
                        row -> Map.entry(row.getLong("viewer"), view(row)),
                        SqlArray.bigint(viewers),
                        room)
                .forEach(entry -> views.put(entry.getKey(), entry.getValue()));
        return views;
    }

    private KeysetPage<RoomView> listVisible(long viewer, String containing, String after, int limit, String query) {
        var from = after.isEmpty() ? new NameCursor(0, "") : NameCursor.parse(after);
        var rows = rows(query, viewer, containing.toLowerCase(Locale.ROOT), from.name(), from.id(), limit + 1);
        return page(rows, limit, row -> new NameCursor(row.view().id(), row.sortedBy()).text());
    }

    private static KeysetPage<RoomView> page(List<ListedRoom> rows, int limit, Function<ListedRoom, String> key) {
        return KeysetPage.of(rows, limit, key).map(ListedRoom::view);
    }

    private List<ListedRoom> rows(String statement, Object... parameters) {
        return sql.list(
                statement,
                row -> new ListedRoom(view(row), row.getInstant("active_at"), row.getString("sorted_by")),
                parameters);
    }

    private static RoomPosition position(Row row) {
        return new RoomPosition(
                row.getLong("id"),
                row.getLong("seq"),
                row.getLong("version"),
                row.getLong("last_read"),
                row.getLong("unread"),
                row.getLongs("mentioned_at"));
    }

    private static RoomView view(Row row) {
        var role = LowercaseEnumConverter.read(Role.class, row.getString("role"));
        var kind = LowercaseEnumConverter.read(RoomKind.class, row.getString("kind"));
        var archived = row.getBoolean("archived");
        var unnamed = row.getBoolean("unnamed");
        var memberNames = row.getStrings("member_names");
        var moreMembers = row.getLong("more_members");
        return new RoomView(
                row.getLong("id"),
                unnamed
                        ? ConversationName.of(memberNames, moreMembers, Language.tagged(row.getString("language")))
                        : row.getString("name"),
                row.getString("topic"),
                kind,
                role != null,
                role,
                row.getLong("seq"),
                row.getLong("version"),
                row.getLong("last_read"),
                row.getLong("unread"),
                row.getLongs("mentioned_at"),
                row.getInstant("created_at"),
                archived,
                row.getString("other"),
                unnamed,
                memberNames,
                moreMembers,
                LowercaseEnumConverter.read(NotificationLevel.class, row.getString("notify")),
                row.getLongOrNull("members"),
                RoomPermissions.granted(kind, unnamed, archived, role, row.getBoolean("admin")));
    }

    /**
     * Splits a {@code next}.
     *
     * @throws ApiException with 400 if it is invalid
     */
    private static String[] parts(String after) {
        var parts = after.split("\\.", 2);
        if (parts.length < 2) {
            throw ApiException.badInput("after", ProblemMessages::invalidCursor);
        }
        return parts;
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException invalid) {
            throw ApiException.badInput("after", ProblemMessages::invalidCursor);
        }
    }

    /**
     * The end of a page by name. It contains the name: with only the id, anyone could find out the name of a room
     * that they may not see by its position in the order.
     */
    private record NameCursor(long id, String name) {

        String text() {
            return id + "." + name;
        }

        static NameCursor parse(String text) {
            var parts = parts(text);
            return new NameCursor(number(parts[0]), parts[1]);
        }
    }

    /** The end of a page by activity. */
    private record ActivityCursor(Instant activeAt, long id) {

        String text() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, activeAt) + "." + id;
        }

        static ActivityCursor parse(String text) {
            var parts = parts(text);
            return new ActivityCursor(Instant.EPOCH.plus(number(parts[0]), ChronoUnit.MICROS), number(parts[1]));
        }
    }
}
