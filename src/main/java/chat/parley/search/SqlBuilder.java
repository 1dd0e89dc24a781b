package chat.parley.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import chat.parley.room.Access;
import chat.parley.search.SearchDao.Statement;
import chat.parley.search.SearchDao.Wanted;

/** Builds an SQL statement with its parameters. */
final class SqlBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    SqlBuilder add(String part, Object... values) {
        text.append(part).append('\n');
        this.values.addAll(List.of(values));
        return this;
    }

    /** The rooms that are not public and that one is in, each with what to ask of the index there. */
    SqlBuilder mine(Wanted wanted, SearchTerms words) {
        return add("""
                select s.room_id, replace(?, ?, '''' || s.room_id || 'x')::tsquery as query
                from membership s join room r on r.id = s.room_id where s.account_id = ? and r.kind <> 'public'""", words.scoped(), "'" + SearchTerms.ROOM, wanted.viewer());
    }

    /** In one room by place, as everywhere; over all of them there is only the time to go by. */
    SqlBuilder bounds(Wanted wanted) {
        var below = wanted.below();
        if (wanted.in() == null) {
            add("(m.created_at, m.room_id, m.seq) < (?, ?, ?)", utc(below.createdAt()), below.room(), below.seq());
        } else {
            add("m.room_id = ? and m.seq < ?", wanted.in().id(), below.seq());
        }
        return days(wanted);
    }

    /** Only what the viewer may see, whatever the index says. */
    SqlBuilder seen(Wanted wanted) {
        return add(
                "and not m.deleted and exists (select from room r where r.id = m.room_id and " + Access.VISIBLE + ")",
                wanted.viewer());
    }

    SqlBuilder order(Wanted wanted) {
        return add(
                wanted.in() == null ? "order by m.created_at desc, m.room_id desc, m.seq desc" : "order by m.seq desc");
    }

    /** Ends the part that says which messages are looked through; goes on with those that have the words. */
    SqlBuilder matching(Wanted wanted, SearchTerms words) {
        add("m");
        if (words.empty()) {
            return add("where true");
        }
        if (wanted.in() != null) {
            return add("where m.search_vector @@ ?::tsquery", words.open() + words.scoped());
        }
        return add("""
                left join mine on mine.room_id = m.room_id
                where m.search_vector @@ case when m.room_public then ?::tsquery else mine.query end""", words.open());
    }

    /** The first of them, newest first. */
    Statement page(Wanted wanted, int most) {
        order(wanted).add("limit ?", most);
        return new Statement(text.toString(), values);
    }

    /** Said only where they are given, so that they do not call for an index that has the time. */
    private SqlBuilder days(Wanted wanted) {
        if (wanted.since().isAfter(Instant.EPOCH)) {
            add("and m.created_at >= ?", utc(wanted.since()));
        }
        return wanted.until().isBefore(SearchPosition.NEVER) ? add("and m.created_at < ?", utc(wanted.until())) : this;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
