package chat.parley.room;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;

import chat.parley.Listing;
import chat.parley.Refusal;

/** Rooms as a viewer sees them, always one query however many there are. Unread counts are subtraction. */
@ApplicationScoped
@Transactional
public class RoomList {

    private static final String VIEW = """
            select r.id, r.topic, r.kind, r.seq, r.version, r.created_at, r.active_at, r.archived_at is not null as archived,
              m.role, coalesce(m.last_read, 0) as last_read, lower(r.name) as sorted_by,
              coalesce(other.display_name, r.name) as name, other.username as other,
              case when m.room_id is null then 0 else r.seq - m.last_read - (
                select count(*) from message own
                where own.room_id = r.id and own.author_id = m.account_id and own.seq > m.last_read) end as unread
            from room r
            left join membership m on m.room_id = r.id and m.account_id = :viewer
            left join lateral (
              select a.username, a.display_name from membership o join account a on a.id = o.account_id
              where r.kind = 'direct' and o.room_id = r.id
              order by o.account_id = :viewer limit 1) other on true
            """;

    /** A row of the list with the key that continues after it. */
    private record Row(RoomView view, String key) {
    }

    private final EntityManager entities;

    RoomList(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * All that the viewer may see, by name.
     *
     * @param containing a part of the name, any case; empty for all
     * @param after {@code next} of the page before; empty for the first
     */
    public Listing<RoomView> visible(long viewer, String containing, String after, int limit) {
        return visible(viewer, containing, after, limit, "(r.kind = 'public' or m.room_id is not null)");
    }

    /** Public rooms that the viewer is not in, by name. */
    public Listing<RoomView> joinable(long viewer, String after, int limit) {
        return visible(viewer, "", after, limit, "r.kind = 'public' and m.room_id is null");
    }

    /** Those that the viewer is in, latest activity first. */
    public Listing<RoomView> mine(long viewer, String containing, String after, int limit) {
        var from = after.isEmpty() ? new Place(Instant.now().plus(1, ChronoUnit.DAYS), Long.MAX_VALUE) : Place.parse(after);
        var rows = entities.createNativeQuery(VIEW + """
                where m.room_id is not null and r.archived_at is null
                  and strpos(lower(coalesce(other.display_name, r.name)), :containing) > 0
                  and (r.active_at, r.id) < (:activeAt, :id)
                order by r.active_at desc, r.id desc limit :most""", Tuple.class)
                .setParameter("viewer", viewer).setParameter("containing", containing.toLowerCase(Locale.ROOT))
                .setParameter("activeAt", from.activeAt()).setParameter("id", from.id()).setParameter("most", limit + 1);
        return page(rows.getResultList(), limit, row -> new Place(instant(row, "active_at"), row.get("id", Long.class)).text());
    }

    /** One room; none when the viewer may not see it. */
    public Optional<RoomView> one(long viewer, long room) {
        var rows = entities.createNativeQuery(VIEW + """
                where r.id = :room and (r.kind = 'public' or m.room_id is not null)""", Tuple.class)
                .setParameter("viewer", viewer).setParameter("room", room);
        return RoomList.<Tuple> typed(rows.getResultList()).stream().map(RoomList::view).findFirst();
    }

    private Listing<RoomView> visible(long viewer, String containing, String after, int limit, String which) {
        var from = after.isEmpty() ? new Name(0, "") : Name.parse(after);
        var rows = entities.createNativeQuery(VIEW + "where " + which + """
                  and r.archived_at is null
                  and strpos(lower(coalesce(other.display_name, r.name)), :containing) > 0
                  and (lower(r.name), r.id) > (:name, :id)
                order by lower(r.name), r.id limit :most""", Tuple.class)
                .setParameter("viewer", viewer).setParameter("containing", containing.toLowerCase(Locale.ROOT))
                .setParameter("name", from.name()).setParameter("id", from.id()).setParameter("most", limit + 1);
        return page(rows.getResultList(), limit,
                row -> new Name(row.get("id", Long.class), row.get("sorted_by", String.class)).text());
    }

    private static Listing<RoomView> page(List<?> rows, int limit, Function<Tuple, String> key) {
        var found = RoomList.<Tuple> typed(rows).stream().map(row -> new Row(view(row), key.apply(row))).toList();
        return Listing.of(found, limit, Row::key).map(Row::view);
    }

    private static RoomView view(Tuple row) {
        var role = SmallLetters.read(Role.class, row.get("role", String.class));
        return new RoomView(row.get("id", Long.class), row.get("name", String.class), row.get("topic", String.class),
                SmallLetters.read(Kind.class, row.get("kind", String.class)), role != null, role,
                row.get("seq", Long.class), row.get("version", Long.class), number(row, "last_read"), number(row, "unread"),
                instant(row, "created_at"), row.get("archived", Boolean.class), row.get("other", String.class));
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }

    private static Instant instant(Tuple row, String column) {
        return row.get(column, Instant.class);
    }

    /** JPA knows only the raw type of a native query's rows. */
    @SuppressWarnings("unchecked")
    private static <T> List<T> typed(List<?> rows) {
        return (List<T>) rows;
    }

    /** The two parts of a {@code next}. */
    private static String[] parts(String after) {
        var parts = after.split("\\.", 2);
        if (parts.length < 2) {
            throw Refusal.badInput("after", "is not the next of a page");
        }
        return parts;
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException foreign) {
            throw Refusal.badInput("after", "is not the next of a page");
        }
    }

    /**
     * Where a page by name ends. It holds the name itself: looking it up by the id would tell anyone where a room that they
     * may not see stands in the order.
     */
    private record Name(long id, String name) {

        String text() {
            return id + "." + name;
        }

        static Name parse(String text) {
            var parts = parts(text);
            return new Name(number(parts[0]), parts[1]);
        }
    }

    /** Where a page of the most active ends. */
    private record Place(Instant activeAt, long id) {

        String text() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, activeAt) + "." + id;
        }

        static Place parse(String text) {
            var parts = parts(text);
            return new Place(Instant.EPOCH.plus(number(parts[0]), ChronoUnit.MICROS), number(parts[1]));
        }
    }
}
