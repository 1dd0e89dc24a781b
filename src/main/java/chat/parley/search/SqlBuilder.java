package chat.parley.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import chat.parley.room.Access;
import chat.parley.search.SearchDao.SearchCriteria;
import chat.parley.search.SearchDao.Statement;

/** Builds an SQL statement with its parameters. */
final class SqlBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    SqlBuilder add(String part, Object... values) {
        text.append(part).append('\n');
        this.values.addAll(List.of(values));
        return this;
    }

    /** The rooms of the viewer that are not public, each with its index query. */
    SqlBuilder mine(SearchCriteria criteria, SearchTerms terms) {
        return add("""
                select s.room_id, replace(?, ?, '''' || s.room_id || 'x')::tsquery as query
                from membership s join room r on r.id = s.room_id where s.account_id = ? and r.kind <> 'public'""", terms.scoped(), "'" + SearchTerms.ROOM_PREFIX, criteria.viewer());
    }

    /** Limits the messages to those after the position of the page: in one room by place, in all rooms by time. */
    SqlBuilder bounds(SearchCriteria criteria) {
        var below = criteria.below();
        if (criteria.in() == null) {
            add("(m.created_at, m.room_id, m.seq) < (?, ?, ?)", utc(below.createdAt()), below.room(), below.seq());
        } else {
            add("m.room_id = ? and m.seq < ?", criteria.in().id(), below.seq());
        }
        return days(criteria);
    }

    /** Limits the messages to those that the viewer may see, independently of the index. */
    SqlBuilder visible(SearchCriteria criteria) {
        return add(
                "and not m.deleted and exists (select from room r where r.id = m.room_id and " + Access.VISIBLE + ")",
                criteria.viewer());
    }

    SqlBuilder order(SearchCriteria criteria) {
        return add(
                criteria.in() == null
                        ? "order by m.created_at desc, m.room_id desc, m.seq desc"
                        : "order by m.seq desc");
    }

    /** Ends the subquery of the scanned messages, and selects those that match the terms. */
    SqlBuilder matching(SearchCriteria criteria, SearchTerms terms) {
        add("m");
        if (terms.empty()) {
            return add("where true");
        }
        if (criteria.in() != null) {
            return add("where m.search_vector @@ ?::tsquery", terms.open() + terms.scoped());
        }
        return add("""
                left join mine on mine.room_id = m.room_id
                where m.search_vector @@ case when m.room_public then ?::tsquery else mine.query end""", terms.open());
    }

    /** Builds the statement, newest first. */
    Statement page(SearchCriteria criteria, int limit) {
        order(criteria).add("limit ?", limit);
        return new Statement(text.toString(), values);
    }

    /** Adds bounds of time only if they are given. Otherwise the planner might choose an index by time. */
    private SqlBuilder days(SearchCriteria criteria) {
        if (criteria.since().isAfter(Instant.EPOCH)) {
            add("and m.created_at >= ?", utc(criteria.since()));
        }
        return criteria.until().isBefore(SearchPosition.NEVER)
                ? add("and m.created_at < ?", utc(criteria.until()))
                : this;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
